/** A week of free times out of the API's answers: no gaps in its days, and what comes after an empty one. */
import { addDays } from "./when";
import type { Day, Slot, SlotPage } from "./wire";

export const WEEK_DAYS = 7;

/** Seven days from `from`; without it from the first day that has a free time. */
export function weekOf(page: SlotPage, from: string): Day[] {
  const start = from || page.days.find((day) => day.slots.length)?.date || page.first?.wall.slice(0, 10) || page.days[0]?.date;
  if (!start) return [];
  const known = new Map(page.days.map((day) => [day.date, day.slots]));
  return Array.from({ length: WEEK_DAYS }, (_none, index) => {
    const date = addDays(start, index);
    return { date, slots: known.get(date) ?? [] };
  });
}

/** The first free time on or after `date` in a page of times. */
export function firstFrom(page: { days: Day[]; first?: Slot | null }, date: string): Slot | null {
  for (const day of page.days) if (day.date >= date && day.slots[0]) return day.slots[0];
  return page.first && page.first.wall >= date ? page.first : null;
}

/** The day to open: the wished one, else the first with a free time, else the first. */
export function openDay(week: Day[], wished: string): string {
  const asked = week.find((day) => day.date === wished);
  return (asked ?? week.find((day) => day.slots.length) ?? week[0])?.date ?? "";
}
