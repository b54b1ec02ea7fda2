/** From the API's calendar to what the board draws: visits, closed time, leave, and the hours worth showing. */
import type { Calendar } from "@event-calendar/core";
import type { Appointment } from "../../shared/types";
import type { CalendarDay, CalendarRange, CalendarResource } from "../api/shapes";
import { addMinutes, minutesBetween, timeOf } from "./wall";

type EventInput = Calendar.EventInput;

export const endOf = (visit: Appointment): string => addMinutes(visit.wall, minutesBetween(visit.start, visit.end));

/** Visits that take their time: a cancelled one leaves it free. */
export const shownVisits = (range: CalendarRange): Appointment[] =>
  range.appointments.filter((visit) => visit.status !== "cancelled");

/** What is not working time of a day, as [from, to] walls within it. */
export function closedParts(date: string, resource: CalendarResource): [string, string][] {
  const [dawn, midnight] = [`${date}T00:00`, addMinutes(date, 1440)];
  if (resource.closed) return [[dawn, midnight]];
  const open = resource.working.map(([from, to]): [string, string] => [from, midnightOf(to)]).sort(([one], [other]) => one.localeCompare(other));
  const parts: [string, string][] = [];
  let at = dawn;
  for (const [from, to] of open) {
    if (from > at) parts.push([at, from]);
    if (to > at) at = to;
  }
  if (at < midnight) parts.push([at, midnight]);
  return parts;
}

/** "24:00" of a day is the next day's beginning. */
const midnightOf = (wall: string): string => (timeOf(wall) === "24:00" ? addMinutes(wall.slice(0, 10), 1440) : wall);

export function visitEvent(visit: Appointment, editable: boolean): EventInput {
  return {
    id: visit.id,
    start: visit.wall,
    end: endOf(visit),
    resourceIds: [visit.practitioner_id],
    startEditable: editable && (visit.status === "booked" || visit.status === "arrived"),
    durationEditable: false,
    classNames: ["visit", `visit-${visit.status}`],
    styles: [`--visit: ${safeColor(visit.service_color)}`],
    extendedProps: { visit },
  };
}

export const safeColor = (color: string | null | undefined): string =>
  /^#[0-9a-f]{6}$/i.test(color ?? "") ? (color as string) : "#0f766e";

function shade(day: CalendarDay, resource: CalendarResource): EventInput[] {
  const base = { resourceIds: [resource.practitioner_id], display: "background" as const, editable: false };
  const closed = closedParts(day.date, resource).map(([start, end]) => ({ ...base, start, end, classNames: ["closed"] }));
  const leave = resource.leave.map(([start, end, reason]) => ({ ...base, start, end, title: reason, classNames: ["leave"] }));
  return [...closed, ...leave];
}

export function boardEvents(range: CalendarRange, editable: boolean): EventInput[] {
  const shades = range.days.flatMap((day) => day.resources.flatMap((resource) => shade(day, resource)));
  return [...shades, ...shownVisits(range).map((visit) => visitEvent(visit, editable))];
}

export function boardResources(range: CalendarRange): Calendar.ResourceInput[] {
  const found = new Map<string, CalendarResource>();
  range.days.forEach((day) => day.resources.forEach((resource) => found.set(resource.practitioner_id, resource)));
  return [...found.values()].map(({ practitioner_id, name, color, closed }) => ({
    id: practitioner_id,
    title: name,
    extendedProps: { color: safeColor(color), closed },
  }));
}

/** First and last hour of the board: an hour around whatever happens, 8 to 18 when nothing does. */
export function shownHours(range: CalendarRange): { from: number; to: number } {
  const spans = [
    ...range.days.flatMap((day) => day.resources.flatMap(({ working }) => working)),
    ...shownVisits(range).map((visit) => [visit.wall, endOf(visit)] as [string, string]),
  ];
  if (!spans.length) return { from: 8, to: 18 };
  const starts = spans.map(([from]) => Number(timeOf(from).slice(0, 2)));
  const ends = spans.map(([from, to]) => (to.slice(0, 10) > from.slice(0, 10) ? 24 : hourAfter(timeOf(to))));
  return { from: Math.max(0, Math.min(...starts) - 1), to: Math.min(24, Math.max(...ends) + 1) };
}

const hourAfter = (time: string): number => Number(time.slice(0, 2)) + (time.slice(3) > "00" ? 1 : 0);

/** The holiday or closure that shuts everybody on a day, if one does. */
export function closedName(range: CalendarRange): string | null {
  const resources = range.days.flatMap((day) => day.resources);
  const all = resources.length > 0 && resources.every((resource) => resource.closed);
  return all ? (resources[0]?.closed ?? null) : null;
}
