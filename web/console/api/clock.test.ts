import { afterEach, expect, test } from "vitest";
import { learnClock, now } from "./clock";

const own = Date.parse("2027-03-22T09:00:00Z");
afterEach(() => learnClock(new Date(own).toUTCString(), own));

test("a clock that is hours off is set right", () => {
  learnClock("Thu, 25 Mar 2027 21:00:00 GMT", own);
  expect(now(own).toISOString()).toBe("2027-03-25T21:00:00.000Z");
});
test("seconds are the way of the answer, and no header teaches nothing", () => {
  learnClock("Mon, 22 Mar 2027 08:59:30 GMT", own);
  learnClock(null, own);
  learnClock("yesterday", own);
  expect(now(own).getTime()).toBe(own);
});
