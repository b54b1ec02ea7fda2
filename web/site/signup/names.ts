/** Time zones and currencies as a person names them. */
import { zoneOffset } from "../../shared/format";

/** "Istanbul (GMT+3)" */
export function zoneName(zone: string, language: string): string {
  const city = (zone.split("/").at(-1) ?? zone).replace(/_/g, " ");
  return `${city} (${zoneOffset(zone, new Date(), language)})`;
}

/** Every zone that the browser knows but those that are listed already. */
export const otherZones = (listed: string[]): string[] =>
  Intl.supportedValuesOf("timeZone").filter((zone) => !listed.includes(zone));

/** "TRY, Turkish Lira" */
export function currencyName(code: string, language: string): string {
  const name = new Intl.DisplayNames([language], { type: "currency", fallback: "none" }).of(code);
  return name ? `${code}, ${name}` : code;
}
