/** Month and weekday names for the date fields. */
import type { Language } from "../../shared/i18n";

export type DayjsLocale = "en" | "tr" | "ru" | "hu" | "zh-cn";

const LOADERS: Record<Language, () => Promise<DayjsLocale>> = {
  en: async () => "en",
  tr: () => import("dayjs/locale/tr").then(() => "tr"),
  ru: () => import("dayjs/locale/ru").then(() => "ru"),
  hu: () => import("dayjs/locale/hu").then(() => "hu"),
  zh: () => import("dayjs/locale/zh-cn").then(() => "zh-cn"),
};
export const loadDayjsLocale = (language: Language): Promise<DayjsLocale> => LOADERS[language]();

/** How a date is typed and shown in a field. */
export const DATE_PATTERNS: Record<Language, string> = {
  en: "D MMM YYYY",
  tr: "DD.MM.YYYY",
  ru: "DD.MM.YYYY",
  hu: "YYYY.MM.DD",
  zh: "YYYY-MM-DD",
};
