/** The page's texts: one language at a time, loaded when it is needed. */
import { useEffect, useState } from "preact/hooks";
import { direction, type Language, LANGUAGES, type Messages, pickLanguage, type Translate, translator } from "../shared/i18n";
import { localeOf } from "../widget/words";

const TEXTS: Record<Language, () => Promise<{ default: Messages }>> = {
  en: () => import("../locales/patient/en.json"),
  tr: () => import("../locales/patient/tr.json"),
  ru: () => import("../locales/patient/ru.json"),
  hu: () => import("../locales/patient/hu.json"),
  zh: () => import("../locales/patient/zh.json"),
};

export interface Reader {
  lang: Language;
  locale: string;
  t: Translate;
}

/** The reader's own choice, else the address, else the patient's language, else the device's. */
export function languageFor(chosen: string, patients: string, device: readonly string[]): Language {
  return pickLanguage([chosen, patients, ...device]);
}

/** Texts of `lang`; null until the first arrived, the former ones while others come. */
export function useReader(lang: Language): Reader | null {
  const [reader, setReader] = useState<Reader | null>(null);
  useEffect(() => {
    let stale = false;
    void TEXTS[lang]().then(({ default: texts }) => {
      if (stale) return;
      setReader({ lang, locale: localeOf(lang, navigator.languages), t: translator(texts, lang) });
    });
    return () => void (stale = true);
  }, [lang]);
  useEffect(() => {
    if (!reader) return;
    document.documentElement.lang = reader.lang;
    document.documentElement.dir = direction(reader.lang);
  }, [reader]);
  return reader;
}

export { LANGUAGES };
