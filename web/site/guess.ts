/** The visitor's country, guessed from what a browser tells without asking. */
import type { Country } from "./api";

export type Hints = { asked: string | null; zone: string; languages: string[] };

type Zoned = Intl.Locale & { getTimeZones?: () => string[] | undefined; timeZones?: string[] };

/** The zones of a region as browsers name them; none where the browser can't tell. */
export function zonesOf(code: string): string[] {
  const region: Zoned = new Intl.Locale(`und-${code}`);
  return region.getTimeZones?.() ?? region.timeZones ?? [];
}

/**
 * The address's wish, else the region of the time zone, else of a language, else the first listed.
 * The browser's own list of a region's zones comes first: the API's shares Europe/Berlin among five countries.
 */
export function guessCountry(list: Country[], { asked, zone, languages }: Hints): string {
  const listed = (code: string | undefined): Country | undefined =>
    list.find((country) => country.code === code?.toUpperCase());
  const byZone = list.find(({ code }) => zonesOf(code).includes(zone))
    ?? list.find((country) => country.zone === zone) ?? list.find((country) => country.zones.includes(zone));
  const tags = languages.map((tag) => new Intl.Locale(tag));
  const bySpoken = [...tags, ...tags.map((tag) => tag.maximize())].map(({ region }) => listed(region)).find(Boolean);
  return (listed(asked ?? undefined) ?? byZone ?? bySpoken ?? list[0])?.code ?? "";
}
