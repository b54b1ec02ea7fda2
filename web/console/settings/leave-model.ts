/** Leave as the form has it and as the API takes it. Pure. */
import { addDays } from "../calendar/wall";

export type LeaveValues = { from_date: string; from_time: string; to_date: string; to_time: string; reason: string };

/** Wall times from and to; the end of a day is the next day's beginning. Null when it ends before it starts. */
export function leaveBody(values: LeaveValues): { from: string; to: string; reason: string } | null {
  const from = wall(values.from_date, values.from_time);
  const to = wall(values.to_date, values.to_time);
  return from < to ? { from, to, reason: values.reason.trim() } : null;
}

const wall = (date: string, time: string): string => (time === "24:00" ? `${addDays(date, 1)}T00:00` : `${date}T${time}`);
