import { expect, test } from "vitest";
import { featureText, priceText } from "./plan-text";

/** Intl parts numbers with no-break spaces. */
const plain = (text: string): string => text.replace(/[\u00a0\u202f]/g, " ");

test.each([
  [4900, "USD", "en", "$49"],
  [4950, "USD", "en", "$49.50"],
  [1790000, "HUF", "hu", "17 900 Ft"],
  [149000, "TRY", "tr", "₺1.490"],
  [390000, "RUB", "ru", "3 900 ₽"],
  [29900, "CNY", "zh", "¥299"],
  [4900, "JPY", "en", "¥4,900"],
  [12500, "KWD", "en", "KWD 12.500"],
])("price_of_%i_%s_in_%s", (amount, currency, language, text) => {
  expect(plain(priceText({ amount, currency }, language))).toBe(text);
});

test("feature_unknown_to_the_locale_files_reads_as_the_api_says_it", () => {
  expect(featureText((key) => key, "Up to 3 practitioners")).toBe("Up to 3 practitioners");
});
