/** Wall times as the reader writes them; wall strings never pass through the device's own zone. */

const asUtc = (wall: string) => new Date(wall.length > 10 ? `${wall.slice(0, 16)}:00Z` : `${wall}T00:00Z`);

/** `wall` (a date or a wall time) formatted by Intl's options. */
export function write(locale: string, wall: string, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(locale, { ...options, timeZone: "UTC" }).format(asUtc(wall));
}

export const timeOf = (locale: string, wall: string) => write(locale, wall, { timeStyle: "short" });
export const dateOf = (locale: string, wall: string) => write(locale, wall, { dateStyle: "full" });

/** "Monday 22 March": the year goes without saying for the next months. */
export const dayOf = (locale: string, wall: string) =>
  write(locale, wall, { weekday: "long", day: "numeric", month: "long" });

/** "22 – 28 March" */
export function spanOf(locale: string, from: string, to: string): string {
  const days = new Intl.DateTimeFormat(locale, { day: "numeric", month: "long", timeZone: "UTC" });
  return days.formatRange(asUtc(from), asUtc(to));
}

export function addDays(date: string, days: number): string {
  const moved = asUtc(date);
  moved.setUTCDate(moved.getUTCDate() + days);
  return moved.toISOString().slice(0, 10);
}

const partOf = (locale: string, at: Date, zone: string, style: "longGeneric" | "shortOffset") =>
  new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName: style })
    .formatToParts(at)
    .find((part) => part.type === "timeZoneName")?.value;

/** "Türkiye Time (GMT+3)"; the zone's id where the browser knows no better. */
export function zoneOf(locale: string, start: string, zone: string): string {
  try {
    const at = new Date(start);
    return `${partOf(locale, at, zone, "longGeneric")} (${partOf(locale, at, zone, "shortOffset")})`;
  } catch {
    return zone;
  }
}

/** Whether the device's clock shows another time than the clinic's at that instant. */
export function deviceDiffers(start: string, wall: string): boolean {
  const at = new Date(start);
  return at.getTime() - at.getTimezoneOffset() * 60_000 !== asUtc(wall).getTime();
}

export const clock = (seconds: number) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;

export function minutesOf(locale: string, minutes: number): string {
  return new Intl.NumberFormat(locale, { style: "unit", unit: "minute", unitDisplay: "long" }).format(minutes);
}

/** Minor units to the currency's own writing, whole sums without decimals. */
export function priceOf(locale: string, amount: number, currency: string): string {
  const money = new Intl.NumberFormat(locale, { style: "currency", currency });
  const digits = money.resolvedOptions().maximumFractionDigits ?? 2;
  const sum = amount / 10 ** digits;
  if (!Number.isInteger(sum)) return money.format(sum);
  return new Intl.NumberFormat(locale, { style: "currency", currency, minimumFractionDigits: 0, maximumFractionDigits: 0 }).format(sum);
}

/** The order in which the reader writes a date: day, month and year. */
export function dateOrder(locale: string): ("day" | "month" | "year")[] {
  const parts = new Intl.DateTimeFormat(locale, { timeZone: "UTC" }).formatToParts(0).map((part) => part.type);
  return parts.filter((part) => part === "day" || part === "month" || part === "year") as ("day" | "month" | "year")[];
}

/** Morning before 12, afternoon before 17, then evening: the three parts a day is looked through by. */
export function partOfDay(wall: string): "morning" | "afternoon" | "evening" {
  const hour = Number(wall.slice(11, 13));
  if (hour < 12) return "morning";
  return hour < 17 ? "afternoon" : "evening";
}
