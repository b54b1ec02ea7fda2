import { expect, test } from "vitest";
import { type Key } from "../i18n";
import { fieldWords } from "./field-words";

const t = (key: Key, values?: object): string => [key, ...Object.values(values ?? {})].join(" ");

test.each([
  ["String should have at least 1 character", "error.required"],
  ["String should have at least 3 characters", "error.invalid"],
  ["Field required", "error.required"],
  ["String should have at most 120 characters", "error.tooLong 120"],
  ["Input should be greater than or equal to 5", "error.tooSmall 5"],
  ["Input should be less than or equal to 720", "error.tooLarge 720"],
  ["String should match pattern '^[a-z0-9]{8,32}$'", "error.invalid"],
  ["Value error, must not contain control characters", "must not contain control characters"],
  ["This is not a phone number.", "This is not a phone number."],
])("%s is said as %s", (text, words) => {
  expect(fieldWords(text, t)).toBe(words);
});
