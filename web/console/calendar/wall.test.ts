import { describe, expect, test } from "vitest";
import { addDays, addMinutes, clockAgrees, instantOf, minutesBetween, mondayOf, shifted, todayIn, wallOf } from "./wall";

describe("instants of wall times", () => {
  test("a wall time becomes the instant of its zone", () => {
    expect(instantOf("2027-03-22T09:00", "Europe/Istanbul")).toBe("2027-03-22T06:00:00Z");
    expect(instantOf("2027-07-01T09:00", "Europe/Budapest")).toBe("2027-07-01T07:00:00Z");
    expect(instantOf("2027-01-15T09:00", "America/New_York")).toBe("2027-01-15T14:00:00Z");
  });
  test("a time that the clocks skip moves forward", () => {
    expect(instantOf("2027-03-28T02:30", "Europe/Budapest")).toBe("2027-03-28T01:30:00Z");
  });
  test("a time that comes twice is the first", () => {
    expect(instantOf("2027-10-31T02:30", "Europe/Budapest")).toBe("2027-10-31T00:30:00Z");
  });
  test.each(["Europe/Istanbul", "Asia/Shanghai", "America/St_Johns", "Europe/Budapest"])("%s there and back", (zone) => {
    expect(wallOf(instantOf("2027-05-05T16:45", zone), zone)).toBe("2027-05-05T16:45");
  });
});

test("wall arithmetic crosses midnight, months and years, and knows no summer time", () => {
  expect(addMinutes("2027-12-31T23:50", 20)).toBe("2028-01-01T00:10");
  expect(addMinutes("2027-03-28T01:50", 20)).toBe("2027-03-28T02:10");
  expect(addDays("2028-02-28", 1)).toBe("2028-02-29");
  expect(minutesBetween("2027-03-22T06:00:00Z", "2027-03-22T06:45:00Z")).toBe(45);
  expect(minutesBetween("2027-03-22T06:00", "2027-03-23T06:00")).toBe(1440);
});

test("a week begins on Monday", () => {
  expect(["2027-03-22", "2027-03-28", "2027-03-29"].map(mondayOf)).toEqual(["2027-03-22", "2027-03-22", "2027-03-29"]);
});

test("a drag moves by days and minutes", () => {
  expect(shifted("2027-03-22T09:00", { days: 2, seconds: -900 })).toBe("2027-03-24T08:45");
});

test("today is the clinic's, not the browser's", () => {
  const lateInLondon = new Date("2027-03-22T22:30:00Z");
  expect(todayIn("Asia/Shanghai", lateInLondon)).toBe("2027-03-23");
  expect(todayIn("America/New_York", lateInLondon)).toBe("2027-03-22");
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  expect(clockAgrees(own, lateInLondon)).toBe(true);
});
