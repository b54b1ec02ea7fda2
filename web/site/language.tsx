/** The reader's language: which one it is, its messages, and how a page asks for a text. */
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import english from "../locales/site/en.json";
import {
  direction,
  type Language,
  LANGUAGES,
  type Messages,
  pickLanguage,
  type Translate,
  translator,
} from "../shared/i18n";
import { remember, remembered } from "./memory";

export type TextKey = keyof typeof english;
export type Text = { t: Translate<TextKey>; language: Language; choose: (language: Language) => void };

const KEY = "frontdesk.language";
const OTHERS = import.meta.glob<Messages>(
  ["../locales/site/*.json", "!../locales/site/en.json"],
  { import: "default" },
);

export const TextContext = createContext<Text>({
  t: translator<TextKey>(english, "en"),
  language: "en",
  choose: () => undefined,
});

export const useText = (): Text => useContext(TextContext);

/** The address wins (`?lang=hu`), then what was chosen before, then the browser's own list. */
export function firstLanguage(): Language {
  const asked = new URLSearchParams(location.search).get("lang");
  return pickLanguage([known(asked), known(remembered(KEY)), ...navigator.languages]);
}

const known = (tag: string | null): Language | null => LANGUAGES.find((language) => language === tag) ?? null;

/** Loads a language's messages; the page says everything in English when they can't be fetched. */
export async function loadTranslate(language: Language): Promise<Translate<TextKey>> {
  const load = OTHERS[`../locales/site/${language}.json`];
  const messages = load ? await load().catch(() => english as Messages) : english;
  return translator<TextKey>(messages, language, english);
}

/** Tells the document and remembers it for the next page. */
export function declareLanguage(language: Language, chosen: boolean): void {
  document.documentElement.lang = language;
  document.documentElement.dir = direction(language);
  if (chosen) remember(KEY, language);
}

/** True when the locale files have this key: for texts whose key comes from the API. */
export const isTextKey = (key: string): key is TextKey => key in english;
