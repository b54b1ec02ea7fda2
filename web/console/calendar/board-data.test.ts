import { expect, test } from "vitest";
import type { Appointment } from "../../shared/types";
import type { CalendarRange, CalendarResource } from "../api/shapes";
import { boardEvents, boardResources, closedName, closedParts, safeColor, shownHours } from "./board-data";

const resource = (change: Partial<CalendarResource> = {}): CalendarResource => ({
  practitioner_id: "p1", name: "Dr. Ada", color: "#123456", leave: [], closed: null,
  working: [["2027-03-22T09:00", "2027-03-22T13:00"], ["2027-03-22T14:00", "2027-03-22T17:30"]],
  ...change,
});
const visit = (change: Partial<Appointment> = {}): Appointment =>
  ({ id: "v1", status: "booked", wall: "2027-03-22T09:00", start: "2027-03-22T06:00:00Z", end: "2027-03-22T06:40:00Z",
    practitioner_id: "p1", service_color: "#abcdef", ...change }) as Appointment;
const range = (resources: CalendarResource[], appointments: Appointment[] = []): CalendarRange =>
  ({ zone: "Europe/Istanbul", days: [{ date: "2027-03-22", resources }], appointments });

test("closed parts are what lies around and between the working hours", () => {
  expect(closedParts("2027-03-22", resource())).toEqual([
    ["2027-03-22T00:00", "2027-03-22T09:00"],
    ["2027-03-22T13:00", "2027-03-22T14:00"],
    ["2027-03-22T17:30", "2027-03-23T00:00"],
  ]);
});
test("a closed day and a day without hours are closed as a whole", () => {
  const whole = [["2027-03-22T00:00", "2027-03-23T00:00"]];
  expect(closedParts("2027-03-22", resource({ closed: "Holiday" }))).toEqual(whole);
  expect(closedParts("2027-03-22", resource({ working: [] }))).toEqual(whole);
});
test("overlapping hours in any order leave no closed part between them", () => {
  const working: [string, string][] = [["2027-03-22T12:00", "2027-03-22T24:00"], ["2027-03-22T00:00", "2027-03-22T14:00"]];
  expect(closedParts("2027-03-22", resource({ working }))).toEqual([]);
});
test("a visit is drawn at its wall time, whatever the browser's zone, and only a live one can be dragged", () => {
  const drawn = boardEvents(range([], [visit(), visit({ id: "v2", status: "fulfilled" }), visit({ id: "v3", status: "cancelled" })]), true);
  expect(drawn.map(({ id, start, end, startEditable }) => [id, start, end, startEditable])).toEqual([
    ["v1", "2027-03-22T09:00", "2027-03-22T09:40", true],
    ["v2", "2027-03-22T09:00", "2027-03-22T09:40", false],
  ]);
});
test("the board shows an hour around what happens", () => {
  expect(shownHours(range([resource()]))).toEqual({ from: 8, to: 19 });
  expect(shownHours(range([resource()], [visit({ wall: "2027-03-22T23:30" })]))).toEqual({ from: 8, to: 24 });
  expect(shownHours(range([]))).toEqual({ from: 8, to: 18 });
});
test("every practitioner has one column, and a shut clinic a name", () => {
  const shut = range([resource({ closed: "New Year" }), resource({ practitioner_id: "p2", closed: "New Year" })]);
  expect(boardResources(shut).map(({ id }) => id)).toEqual(["p1", "p2"]);
  expect(closedName(shut)).toBe("New Year");
  expect(closedName(range([resource(), resource({ closed: "x" })]))).toBeNull();
});
test("a colour that is none cannot write CSS", () => {
  expect(safeColor("red; background: url(x)")).toBe("#0f766e");
});
