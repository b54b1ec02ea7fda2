/** Numbers, dates and names as the reader's language writes them. Wall times never meet a time zone. */
export type Money = { amount: number; currency: string };

/**
 * The tag by which a language is written in a country. Only English differs enough to mislead ("3/4"
 * and "9:00 PM"): it is written as the clinic's country writes it, else as the browser does, else as in Britain.
 */
export function localeOf(language: string, country: string, preferred: readonly string[]): string {
  if (language !== "en") return language;
  const wished = [country ? `en-${country}` : "", ...preferred.filter((tag) => /^en-[A-Z]{2}$/.test(tag))];
  return wished.find((tag) => tag && new Intl.DateTimeFormat(tag).resolvedOptions().locale === tag) ?? "en-GB";
}

/** 24 hours, but for English of a country that says "9:00 AM". */
function clockOf(locale: string): Intl.DateTimeFormatOptions {
  const twelve = /^en-/.test(locale) && new Intl.DateTimeFormat(locale, { hour: "numeric" }).resolvedOptions().hour12;
  return { hour: twelve ? "numeric" : "2-digit", minute: "2-digit", ...(twelve ? {} : { hourCycle: "h23" }) };
}

/** "2027-03-22T09:00" or "2027-03-22" as a Date whose UTC fields are the wall's: format it with UTC. */
export function wallDate(wall: string): Date {
  return new Date(`${wall.length === 10 ? `${wall}T00:00` : wall.slice(0, 16)}:00Z`);
}

function formatWall(wall: string, language: string, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(language, { ...options, timeZone: "UTC" }).format(wallDate(wall));
}

/** "09:00", and "9:00 AM" where English is written so. */
export const formatTime = (wall: string, language: string): string =>
  formatWall(wall, language, clockOf(language));

/** "Mon, 22 Mar" */
export const formatDay = (wall: string, language: string): string =>
  formatWall(wall, language, { weekday: "short", day: "numeric", month: "short" });

/** "Monday, 22 March 2027" */
export const formatLongDay = (wall: string, language: string): string =>
  formatWall(wall, language, { weekday: "long", day: "numeric", month: "long", year: "numeric" });

/** "22 Mar 2027" */
export const formatDate = (wall: string, language: string): string =>
  formatWall(wall, language, { day: "numeric", month: "short", year: "numeric" });

/** "22 – 28 Mar 2027": two dates with what they share said once. */
export function formatDates(from: string, to: string, language: string): string {
  const options = { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" } as const;
  return new Intl.DateTimeFormat(language, options).formatRange(wallDate(from), wallDate(to));
}

/** "Monday, 22 March 2027 at 09:00" without the language's own joining word, which differs: a comma. */
export const formatMoment = (wall: string, language: string): string =>
  `${formatDay(wall, language)}, ${formatTime(wall, language)}`;

/** An instant in a zone: "22 Mar 2027, 09:00". */
export function formatInstant(instant: string, zone: string, language: string): string {
  return new Intl.DateTimeFormat(language, {
    day: "numeric",
    month: "short",
    year: "numeric",
    ...clockOf(language),
    timeZone: zone,
  }).format(new Date(instant));
}

/** Minor units to money: whole amounts without decimals, and currencies without minor units as they are. */
export function formatMoney({ amount, currency }: Money, language: string): string {
  const digits = minorDigits(currency);
  const value = amount / 10 ** digits;
  return new Intl.NumberFormat(language, {
    style: "currency",
    currency,
    currencyDisplay: "narrowSymbol",
    minimumFractionDigits: Number.isInteger(value) ? 0 : digits,
    maximumFractionDigits: digits,
  }).format(value);
}

/**
 * How many decimals the API and Stripe count a currency in: 2 for EUR, 0 for JPY. Intl tells those of
 * daily use instead: none for HUF, whose amounts travel in hundredths.
 */
export function minorDigits(currency: string): number {
  if (/BIF|CLP|DJF|GNF|ISK|JPY|KMF|KRW|PYG|RWF|UGX|UYI|VND|VUV|X[AOP]F/.test(currency)) return 0;
  return /BHD|IQD|JOD|KWD|LYD|OMR|TND/.test(currency) ? 3 : 2;
}

/** "45 min", "1 hr 30 min" in the reader's language. */
export function formatMinutes(minutes: number, language: string): string {
  const unit = (value: number, name: "hour" | "minute"): string =>
    new Intl.NumberFormat(language, { style: "unit", unit: name, unitDisplay: "short" }).format(value);
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return [hours ? unit(hours, "hour") : "", rest || !hours ? unit(rest, "minute") : ""].filter(Boolean).join(" ");
}

/** "GMT+3" or "GMT+03:00" of a zone at a moment, for "times are in …". */
export function zoneOffset(zone: string, at: Date, language: string): string {
  const parts = new Intl.DateTimeFormat(language, { timeZone: zone, timeZoneName: "shortOffset" }).formatToParts(at);
  return parts.find((part) => part.type === "timeZoneName")?.value ?? zone;
}
