import { expect, test } from "vitest";
import { typedTime } from "./typed-time";

test.each([
  ["9", "09:00"], ["930", "09:30"], ["9:30", "09:30"], ["9.05", "09:05"], ["1730", "17:30"], ["24", "24:00"], [" 08:00 ", "08:00"],
  ["25", null], ["24:30", null], ["9:60", null], ["", null], ["noon", null], ["9:3", null],
])("%s is read as %s", (typed, time) => {
  expect(typedTime(typed)).toBe(time);
});
