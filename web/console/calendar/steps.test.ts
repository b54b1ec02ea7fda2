import { expect, test } from "vitest";
import { lengthOf, nearest, placed, stepOf } from "./steps";

const services = [{ id: "short", step_minutes: 20 }, { id: "long", step_minutes: 60 }];

test("a visit goes in its service's steps, a free place in the smallest", () => {
  expect([stepOf(services, "long"), stepOf(services, "gone"), stepOf(services), stepOf([])]).toEqual([60, 20, 20, 5]);
});

test.each([
  ["2027-03-22T09:05", 15, "2027-03-22T09:00"], ["2027-03-22T09:08", 15, "2027-03-22T09:15"], ["2027-03-22T09:20", 60, "2027-03-22T09:00"],
  ["2027-03-22T09:00", 25, "2027-03-22T09:10"], ["2027-03-22T23:58", 15, "2027-03-22T23:45"], ["2027-03-22T09:05", 5, "2027-03-22T09:05"],
])("%s in steps of %d minutes from midnight is %s", (wall, step, start) => {
  expect(nearest(wall, step)).toBe(start);
});

test("a visit that lies between its steps is moved onto them, and to another day as it is", () => {
  expect(placed("2027-03-22T09:05", { days: 0, seconds: 900 }, 15)).toBe("2027-03-22T09:15");
  expect(placed("2027-03-22T09:05", { days: 1, seconds: 0 }, 15)).toBe("2027-03-23T09:05");
});

test("a length is told in hours and minutes", () => {
  expect([lengthOf(5), lengthOf(90), lengthOf(240)]).toEqual(["00:05", "01:30", "04:00"]);
});
