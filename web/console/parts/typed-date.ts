/**
 * A day as people type it, in the order of their language: "12.3.1984", "12 Mar 84", "1984. 03. 12.", "12031984".
 *
 * dayjs reads what it can of a text and makes a day of that, whatever the rest says: 13.05.1984 became the first of
 * January 2001. Here a text is a day as a whole, or none.
 */

const MONTH_FIRST = new Set(["en-US", "en-PH"]);
const TO_COME = 10; // years that two digits may lie ahead

/** "1984-03-12", or null when it is no day. `thisYear` settles the century of two digits. */
export function typedDate(typed: string, locale: string, thisYear: number): string | null {
  const words = typed.trim().replace(/[年月日号]/g, " ").match(/\d+|[\p{L}]+/gu) ?? [];
  const parts = words.length === 1 ? packed(words[0] ?? "", monthFirst(typed, locale)) : words.filter((word) => !/^(г|р)$/i.test(word));
  if (parts.length !== 3) return null;
  const named = parts.findIndex((part) => !/^\d/.test(part));
  if (named < 0) return numbers(parts, monthFirst(typed, locale), thisYear);
  const month = monthOf(parts[named] ?? "", locale);
  const [one = "", other = ""] = parts.filter((_, index) => index !== named);
  return one.length === 4 ? dayOf(one, month, other, thisYear) : dayOf(other, month, one, thisYear);
}

/** Nobody writes points and the month first. */
const monthFirst = (typed: string, locale: string): boolean => MONTH_FIRST.has(locale) && !typed.includes(".");

function numbers([a = "", b = "", c = ""]: string[], swapped: boolean, thisYear: number): string | null {
  if (a.length === 4) return dayOf(a, Number(b), c, thisYear);
  const [usual, other] = swapped ? [[a, b], [b, a]] : [[b, a], [a, b]];
  const read = ([month, day]: string[]): string | null => dayOf(c, Number(month), day ?? "", thisYear);
  return read(usual ?? []) ?? read(other ?? []);
}

/** Eight figures without anything between them: the year leads where it can be one. */
function packed(figures: string, swapped: boolean): string[] {
  if (!/^\d{8}$/.test(figures)) return [];
  const at = (from: number, to: number): string => figures.slice(from, to);
  if (/^(19|20)\d\d(0[1-9]|1[0-2])/.test(figures)) return [at(0, 4), at(4, 6), at(6, 8)];
  return swapped ? [at(4, 8), at(0, 2), at(2, 4)] : [at(4, 8), at(2, 4), at(0, 2)];
}

function monthOf(word: string, locale: string): number {
  const start = word.toLocaleLowerCase(locale).slice(0, 3);
  for (const [spoken, style] of [[locale, "long"], [locale, "short"], ["en", "long"]] as const) {
    const name = new Intl.DateTimeFormat(spoken, { day: "numeric", month: style, timeZone: "UTC" });
    for (let month = 1; month <= 12; month += 1) {
      const part = name.formatToParts(Date.UTC(2000, month - 1, 1)).find(({ type }) => type === "month")?.value ?? "";
      if (start.length === 3 && part.toLocaleLowerCase(locale).startsWith(start)) return month;
    }
  }
  return 0;
}

function dayOf(year: string, month: number, day: string, thisYear: number): string | null {
  if (![2, 4].includes(year.length) || day.length > 2) return null;
  const near = Number(year) + Math.floor(thisYear / 100) * 100;
  const full = year.length === 4 ? Number(year) : near > thisYear + TO_COME ? near - 100 : near;
  const date = new Date(Date.UTC(full, month - 1, Number(day)));
  const same = date.getUTCMonth() === month - 1 && date.getUTCDate() === Number(day) && full > 1000;
  return same ? date.toISOString().slice(0, 10) : null;
}
