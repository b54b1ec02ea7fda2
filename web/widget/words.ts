/** Sentences in the visitor's language: placeholders and the plural part of ICU messages. */

export type Words = Record<string, string>;
export type Values = Record<string, string | number>;

const PLURAL = /\{(\w+), plural, ((?:[=\w]+ \{[^{}]*\} ?)+)\}/g;

function plural(locale: string, count: number, forms: string): string {
  const wanted = new Intl.PluralRules(locale).select(count);
  const texts: Words = {};
  for (const [, name = "", text = ""] of forms.matchAll(/([=\w]+) \{([^{}]*)\}/g)) texts[name] = text;
  const text = texts[`=${count}`] ?? texts[wanted] ?? texts.other ?? "";
  return text.replace("#", new Intl.NumberFormat(locale).format(count));
}

/** The sentence of `key`; the key itself where it is missing, so that nothing is ever blank. */
export function say(words: Words, locale: string, key: string, values: Values = {}): string {
  return (words[key] ?? key)
    .replace(PLURAL, (_all, name: string, forms: string) => plural(locale, Number(values[name]), forms))
    .replace(/\{(\w+)\}/g, (all, name: string) => String(values[name] ?? all));
}

/** What the reader's own device calls this language (en-GB rather than en), for dates and numbers. */
export function localeOf(lang: string, preferred: readonly string[]): string {
  return preferred.find((tag) => tag.split("-")[0] === lang) ?? lang;
}

/** The first wish that the clinic offers, else the clinic's own language. */
export function languageOf(wishes: (string | null | undefined)[], offered: readonly string[], own: string): string {
  const short = wishes.map((wish) => (wish ?? "").toLowerCase().split("-")[0] ?? "");
  return short.find((wish) => offered.includes(wish)) ?? own;
}

export const directionOf = (lang: string) => (/^(ar|fa|he|ur)\b/.test(lang) ? "rtl" : "ltr");
