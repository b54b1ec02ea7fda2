/** A plan in the reader's language: its price, its features. */
import type { Translate } from "../shared/i18n";
import type { Money } from "../shared/types";
import { isTextKey, type TextKey } from "./language";

/** Currencies whose smallest unit isn't a hundredth, by ISO 4217, as the API and Stripe count them. */
const WHOLE = new Set("BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF".split(" "));
const THOUSANDTHS = new Set("BHD IQD JOD KWD LYD OMR TND".split(" "));

/** Intl knows digits too, but those of daily use: none for HUF, whose amounts travel in hundredths. */
export function minorDigits(currency: string): number {
  if (WHOLE.has(currency)) return 0;
  return THOUSANDTHS.has(currency) ? 3 : 2;
}

/** "$49", "17 900 Ft", "€45.50": decimals only where the price has them; the currency by its short sign. */
export function priceText({ amount, currency }: Money, language: string): string {
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

/** "3 practitioners" and "import" as codes of the API; what is neither is taken as it stands. */
export function featureText(t: Translate<TextKey>, feature: string): string {
  const [, count, thing] = /^(\d+) (branch|practitioner)/.exec(feature) ?? [];
  if (thing) return t(thing === "branch" ? "feature.someBranches" : "feature.somePractitioners", { count: Number(count) });
  const key = `feature.${feature}`;
  return isTextKey(key) ? t(key) : feature;
}
