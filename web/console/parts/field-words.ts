/** The API's plain validator speaks to programmers; these are its sentences for people. */
import type { T } from "../i18n";

/** One field's sentence: a validator's phrase becomes ours, whatever else the API says stays. */
export function fieldWords(text: string, t: T): string {
  if (/^(Field required|(String|List) should have at least 1 |Input should be a valid (string|list)\b)/.test(text)) {
    return t("error.required");
  }
  const most = /^(?:String|List) should have at most (\d+)/.exec(text);
  if (most) return t("error.tooLong", { count: Number(most[1]) });
  const bound = /^Input should be (greater|less) than(?: or equal to)? (-?[\d.]+)$/.exec(text);
  if (bound) return t(bound[1] === "greater" ? "error.tooSmall" : "error.tooLarge", { limit: Number(bound[2]) });
  if (/^((String|List) should|Input should|Value error, Value)/.test(text)) return t("error.invalid");
  return text.replace(/^Value error, /, "");
}

/** Sentences by field path, in the reader's words. */
export const wordsOfFields = (fields: Record<string, string>, t: T): Record<string, string> =>
  Object.fromEntries(Object.entries(fields).map(([path, text]) => [path, fieldWords(text, t)]));
