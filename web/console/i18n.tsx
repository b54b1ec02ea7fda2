/** The console's words in the reader's language. */
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from "react";
import { direction, type Language, type Messages, pickLanguage, type Translate, translator } from "../shared/i18n";
import { localeOf } from "../shared/format";
import en from "../locales/console/en.json";

export type Key = keyof typeof en;
export type T = Translate<Key>;

type Words = {
  t: T;
  language: Language;
  /** How dates, times and numbers are written: the language as the clinic's country writes it. */
  locale: string;
  setLanguage: (language: Language) => void;
  setCountry: (country: string) => void;
};

const LOADERS = import.meta.glob<{ default: Messages }>("../locales/console/*.json");
const KEPT = "frontdesk.language";
const WordsContext = createContext<Words | null>(null);

export async function loadMessages(language: Language): Promise<Messages> {
  if (language === "en") return en;
  return (await LOADERS[`../locales/console/${language}.json`]?.())?.default ?? en;
}

/** The language chosen before, else the browser's. */
export const firstLanguage = (): Language => pickLanguage([localStorage.getItem(KEPT), ...navigator.languages]);
export const languageWasChosen = (): boolean => localStorage.getItem(KEPT) !== null;

export function WordsProvider(props: { first: Language; messages: Messages; children: ReactNode }) {
  const [{ language, messages }, setSpoken] = useState({ language: props.first, messages: props.messages });

  const [country, setCountry] = useState("");
  const setLanguage = useCallback((next: Language) => {
    localStorage.setItem(KEPT, next);
    void loadMessages(next).then((loaded) => setSpoken({ language: next, messages: loaded }));
  }, []);
  useEffect(() => {
    document.documentElement.lang = language;
    document.documentElement.dir = direction(language);
  }, [language]);

  const words = useMemo(
    () => ({
      t: translator<Key>(messages, language, en),
      language,
      locale: localeOf(language, country, navigator.languages),
      setLanguage,
      setCountry,
    }),
    [messages, language, country, setLanguage],
  );
  return <WordsContext value={words}>{props.children}</WordsContext>;
}

export function useWords(): Words {
  const words = useContext(WordsContext);
  if (!words) throw new Error("useWords needs a WordsProvider above it");
  return words;
}
export const useT = (): T => useWords().t;
