/**
 * Wall times ("2027-03-22T09:00", the clinic's clock) and their arithmetic.
 *
 * The calendar component works in the browser's own zone, so nothing here ever makes a local Date:
 * strings go in, strings come out, and only `instantOf` meets a time zone.
 */
import { parseDateTime, toZoned } from "@internationalized/date";
import { now } from "../api/clock";

const asUtc = (wall: string): Date => new Date(`${wall.length === 10 ? `${wall}T00:00` : wall.slice(0, 16)}:00Z`);
const asWall = (date: Date): string => date.toISOString().slice(0, 16);

export const dateOf = (wall: string): string => wall.slice(0, 10);
export const timeOf = (wall: string): string => wall.slice(11, 16);

export function addMinutes(wall: string, minutes: number): string {
  return asWall(new Date(asUtc(wall).getTime() + minutes * 60_000));
}
export const addDays = (date: string, days: number): string => addMinutes(date, days * 1440).slice(0, 10);

/** Minutes between two instants or two wall times. */
export function minutesBetween(start: string, end: string): number {
  const time = (text: string): number => (text.endsWith("Z") ? new Date(text) : asUtc(text)).getTime();
  return Math.round((time(end) - time(start)) / 60_000);
}

/** Monday of the week of a date. */
export function mondayOf(date: string): string {
  const weekday = (asUtc(date).getUTCDay() + 6) % 7;
  return addDays(date, -weekday);
}

/** The UTC instant of a wall time: a time that the clocks skip moves forward, one that comes twice is the first. */
export function instantOf(wall: string, zone: string): string {
  const instant = toZoned(parseDateTime(wall.slice(0, 16)), zone, "compatible").toDate();
  return instant.toISOString().replace(/\.\d{3}Z$/, "Z");
}

/** The clock on the clinic's wall at an instant. */
export function wallOf(instant: Date | string, zone: string): string {
  const parts = new Intl.DateTimeFormat("en-CA", {
    timeZone: zone, hourCycle: "h23", year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit",
  }).formatToParts(new Date(instant));
  const part = (type: string): string => parts.find((one) => one.type === type)?.value ?? "00";
  return `${part("year")}-${part("month")}-${part("day")}T${part("hour")}:${part("minute")}`;
}

export const todayIn = (zone: string, at: Date = now()): string => dateOf(wallOf(at, zone));

/** Where a drag of `delta` takes a visit; whole days and seconds come apart. */
export function shifted(wall: string, delta: { days: number; seconds: number }): string {
  return addMinutes(wall, delta.days * 1440 + Math.round(delta.seconds / 60));
}

/** Whether the browser's own clock shows what the clinic's shows: only then can a line mark "now". */
export function clockAgrees(zone: string, shown: Date = new Date(), at: Date = now(shown.getTime())): boolean {
  const own = new Date(shown.getTime() - shown.getTimezoneOffset() * 60_000);
  return asWall(own) === wallOf(at, zone);
}
