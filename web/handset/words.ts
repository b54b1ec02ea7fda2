/** The handset's texts: one language at a time, loaded when it is needed. */
import { useEffect, useState } from "preact/hooks";
import { direction, type Language, type Messages, type Translate, translator } from "../shared/i18n";
import { localeOf } from "../widget/words";

const TEXTS: Record<Language, () => Promise<{ default: Messages }>> = {
  en: () => import("../locales/handset/en.json"),
  tr: () => import("../locales/handset/tr.json"),
  ru: () => import("../locales/handset/ru.json"),
  hu: () => import("../locales/handset/hu.json"),
  zh: () => import("../locales/handset/zh.json"),
};

export interface Reader {
  lang: Language;
  locale: string;
  t: Translate;
}

export function useReader(lang: Language): Reader | null {
  const [reader, setReader] = useState<Reader | null>(null);
  useEffect(() => {
    let stale = false;
    void TEXTS[lang]().then(({ default: texts }) => {
      if (stale) return;
      document.documentElement.lang = lang;
      document.documentElement.dir = direction(lang);
      const t = translator(texts, lang);
      document.title = t("title");
      setReader({ lang, locale: localeOf(lang, navigator.languages), t });
    });
    return () => void (stale = true);
  }, [lang]);
  return reader;
}
