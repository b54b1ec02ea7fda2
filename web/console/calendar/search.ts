/** What the address says of the calendar that is looked at. */
export type CalendarSearch = { date?: string; view?: "day" | "week"; branch?: string; doctor?: string; visit?: string };

const text = (value: unknown): string | undefined => (typeof value === "string" && value ? value : undefined);

export const searchOf = (search: Record<string, unknown>): CalendarSearch => ({
  date: /^\d{4}-\d{2}-\d{2}$/.test(String(search.date)) ? String(search.date) : undefined,
  view: search.view === "week" ? "week" : undefined,
  branch: text(search.branch),
  doctor: text(search.doctor),
  visit: text(search.visit),
});
