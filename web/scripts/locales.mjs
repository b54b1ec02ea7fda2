// What can be wrong with the languages of a page: a missing or extra key, empty text, other placeholders.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { LANGUAGES, placeholders } from "../shared/i18n.ts";

/** Sentences, one per problem; English is what the others are measured by. */
export function pageProblems(page, messages) {
  const english = messages.en ?? {};
  return LANGUAGES.flatMap((language) => {
    const texts = messages[language];
    if (!texts) return [`${page}: ${language}.json is missing`];
    const missing = Object.keys(english).filter((key) => !(key in texts));
    const wrong = Object.keys(texts).map((key) => [key, textProblem(texts[key], english[key])]);
    return [
      ...missing.map((key) => `${page}/${language}: ${key} is missing`),
      ...wrong.filter(([, problem]) => problem).map(([key, problem]) => `${page}/${language}: ${key} ${problem}`),
    ];
  });
}

function textProblem(text, english) {
  if (english === undefined) return "is not in en.json";
  if (typeof text !== "string" || !text.trim()) return "is empty";
  try {
    const same = placeholders(text).join() === placeholders(english).join();
    return same ? null : "has other placeholders than English";
  } catch (error) {
    return error.message;
  }
}

/** Problems of every page below the locales folder. */
export function localeProblems(folder) {
  const pages = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return pages.flatMap(({ name }) => {
    const files = readdirSync(join(folder, name)).filter((file) => file.endsWith(".json"));
    const read = (file) => JSON.parse(readFileSync(join(folder, name, file), "utf8"));
    return pageProblems(name, Object.fromEntries(files.map((file) => [file.slice(0, -5), read(file)])));
  });
}
