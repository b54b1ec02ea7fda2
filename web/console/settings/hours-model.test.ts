import { describe, expect, test } from "vitest";
import type { Hours } from "../../shared/types";
import {
  addBreak, complete, copyToOpenDays, emptyHours, hasHours, openDay, problemOf, removeBreak, setEdge, type Span, tidy, valid, weeklyHours, withDay,
} from "./hours-model";

const day: Span[] = [["09:00", "13:00"], ["14:00", "18:00"]];

test("a break splits the longest span, and taking it away joins again", () => {
  const whole: Span[] = [["09:00", "17:00"]];
  expect(addBreak(whole)).toEqual([["09:00", "12:30"], ["13:30", "17:00"]]);
  expect(removeBreak(addBreak(whole), 0)).toEqual(whole);
  expect(addBreak(day)).toHaveLength(3);
});
test("a span too short for a break stays whole", () => {
  expect(addBreak([["09:00", "10:30"]])).toEqual([["09:00", "10:30"]]);
  expect(removeBreak(day, 1)).toEqual(day);
});
test("a day opens like the open day before it", () => {
  const hours = withDay(emptyHours(), "mon", day);
  expect(openDay(hours, "wed").wed).toEqual(day);
  expect(openDay(emptyHours(), "wed").wed).toEqual([["09:00", "17:00"]]);
  const copied = openDay(hours, "wed");
  expect(setEdge(copied.wed, 0, 0, "08:00")[0]).toEqual(["08:00", "13:00"]);
  expect(copied.mon[0]).toEqual(["09:00", "13:00"]);
});
test("copying reaches the open days and leaves closed ones closed", () => {
  const hours: Hours = { ...emptyHours(), mon: day, tue: [["10:00", "11:00"]], sat: [] };
  const copied = copyToOpenDays(hours, "mon");
  expect([copied.tue, copied.sat]).toEqual([day, []]);
});

describe("what is wrong with a day", () => {
  test.each<[Span[], string | null]>([
    [day, null],
    [[], null],
    [[["09:00", "24:00"]], null],
    [[["09:00", "09:00"]], "order"],
    [[["13:00", "09:00"]], "order"],
    [[["9:00", "13:00"]], "time"],
    [[["09:00", "25:00"]], "time"],
    [[["09:00", ""]], "time"],
    [[["14:00", "18:00"], ["09:00", "14:30"]], "overlap"],
    [[["14:00", "18:00"], ["09:00", "14:00"]], null],
  ])("%j is %s", (spans, problem) => {
    expect(problemOf(spans)).toBe(problem);
  });
});

test("what is sent is in order and touching spans are joined", () => {
  const hours = withDay(emptyHours(), "fri", [["14:00", "18:00"], ["09:00", "12:00"], ["12:00", "13:00"]]);
  expect(tidy(hours).fri).toEqual([["09:00", "13:00"], ["14:00", "18:00"]]);
  expect(hours.fri[1]).toEqual(["09:00", "12:00"]);
});
test("a week without a day is completed, and its hours are summed", () => {
  expect(complete({ mon: day }).sun).toEqual([]);
  expect(weeklyHours(complete({ mon: day, tue: day }))).toBe(16);
  expect([hasHours({}), hasHours(null), hasHours({ mon: day })]).toEqual([false, false, true]);
  expect(valid(complete({ tue: [["12:00", "09:00"]] }))).toBe(false);
});
