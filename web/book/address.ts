/** What the address and the reader's browser say, without touching the page. */
const LANGUAGES = ["en", "tr", "ru", "hu", "zh"];

/** The clinic's site key in /book/<site key>. */
export const siteKeyOf = (path: string): string => path.split("/")[2] ?? "";

/** The first language of the reader's that the product speaks; else English. */
export function choose(preferred: readonly string[]): string {
  const spoken = preferred.map((each) => each.slice(0, 2).toLowerCase());
  return spoken.find((each) => LANGUAGES.includes(each)) ?? "en";
}
