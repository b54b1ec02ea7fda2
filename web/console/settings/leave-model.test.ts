import { expect, test } from "vitest";
import { leaveBody } from "./leave-model";

const day = { from_date: "2027-12-31", from_time: "00:00", to_date: "2027-12-31", to_time: "24:00", reason: " Holiday " };

test("a whole day ends where the next begins", () => {
  expect(leaveBody(day)).toEqual({ from: "2027-12-31T00:00", to: "2028-01-01T00:00", reason: "Holiday" });
});
test("leave that ends before it starts is none", () => {
  expect(leaveBody({ ...day, from_time: "14:00", to_time: "12:00" })).toBeNull();
  expect(leaveBody({ ...day, from_time: "14:00", to_time: "14:00" })).toBeNull();
});
