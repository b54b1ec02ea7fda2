import { expect, test } from "vitest";
import { formatMoney } from "../shared/format";
import { featureText } from "./plan-text";

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
  expect(plain(formatMoney({ amount, currency }, language))).toBe(text);
});

const told = (key: string, values?: Record<string, unknown>): string => `${key}:${values?.count ?? ""}`;

test.each([
  ["1 branch", "feature.someBranches:1"],
  ["3 practitioners", "feature.somePractitioners:3"],
  ["branches", "feature.branches:"],
  ["phone_line", "feature.phone_line:"],
  ["sms_reminders", "feature.sms_reminders:"],
  ["A feature of tomorrow", "A feature of tomorrow"],
])("feature_%s_reads_%s", (feature, text) => {
  expect(featureText(told, feature)).toBe(text);
});
