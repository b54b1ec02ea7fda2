/** The visitor's country, guessed from what a browser tells without asking. */
import type { Country } from "./api";

export type Hints = { asked: string | null; zone: string; languages: string[] };

/** The address's wish, else the region of the time zone, else of a language tag, else the first listed. */
export function guessCountry(list: Country[], { asked, zone, languages }: Hints): string {
  const listed = (code: string | undefined): Country | undefined =>
    list.find((country) => country.code === code?.toUpperCase());
  const byZone = list.find((country) => country.zone === zone) ?? list.find((country) => country.zones.includes(zone));
  const byLanguage = languages.map((tag) => listed(tag.split("-").at(-1))).find(Boolean);
  return (listed(asked ?? undefined) ?? byZone ?? byLanguage ?? list[0])?.code ?? "";
}
