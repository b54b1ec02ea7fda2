/**
 * Messages in the reader's language: a subset of ICU MessageFormat.
 *
 * Understood: `{name}`, `{count, plural, =0 {none} one {# visit} other {# visits}}`,
 * `{role, select, owner {Owner} other {Staff}}`. `#` is the number as the language writes it.
 * A page keeps flat JSON per language in `locales/<page>/<language>.json`.
 */
export const LANGUAGES = ["en", "tr", "ru", "hu", "zh"] as const;
export type Language = (typeof LANGUAGES)[number];
export type Values = Record<string, string | number>;
export type Messages = Record<string, string>;
export type Translate<Key extends string = string> = (key: Key, values?: Values) => string;

/** What each language calls itself. */
export const LANGUAGE_NAMES: Record<Language, string> = {
  en: "English",
  tr: "Türkçe",
  ru: "Русский",
  hu: "Magyar",
  zh: "中文",
};

const RIGHT_TO_LEFT = new Set(["ar", "fa", "he", "ur"]);

type Choice = { name: string; plural: boolean; cases: Record<string, Part[]> };
type Part = string | { name: string } | Choice | { count: true };

/** The first language of `wanted` that the product speaks ("pt-BR" counts as "pt"), else English. */
export function pickLanguage(wanted: readonly (string | null | undefined)[]): Language {
  const bare = wanted.map((tag) => (tag ?? "").toLowerCase().split(/[-_]/)[0]);
  return (bare.find((tag) => LANGUAGES.includes(tag as Language)) ?? "en") as Language;
}

export function direction(language: string): "ltr" | "rtl" {
  return RIGHT_TO_LEFT.has(language.split("-")[0] ?? "") ? "rtl" : "ltr";
}

/** A translator over one language's messages; a key that is missing reads as English, then as itself. */
export function translator<Key extends string = string>(
  messages: Messages,
  language: string,
  fallback: Messages = {},
): Translate<Key> {
  const parsed = new Map<string, Part[]>();
  return (key, values = {}) => {
    let parts = parsed.get(key);
    if (!parts) parsed.set(key, (parts = parse(messages[key] ?? fallback[key] ?? key)));
    return render(parts, values, language);
  };
}

/** Formats one message directly. */
export function format(message: string, values: Values, language: string): string {
  return render(parse(message), values, language);
}

/** Names of a message's placeholders, sorted and without repetition. */
export function placeholders(message: string): string[] {
  const found = new Set<string>();
  const visit = (parts: Part[]): void =>
    parts.forEach((part) => {
      if (typeof part === "string" || "count" in part) return;
      found.add(part.name);
      if ("cases" in part) Object.values(part.cases).forEach(visit);
    });
  visit(parse(message));
  return [...found].sort();
}

function render(parts: Part[], values: Values, language: string, count?: number): string {
  return parts
    .map((part) => {
      if (typeof part === "string") return part;
      if ("count" in part) return count === undefined ? "#" : shown(count, language);
      const value = values[part.name];
      if (!("cases" in part)) return value === undefined ? `{${part.name}}` : shown(value, language);
      const chosen = part.plural ? pluralCase(part, Number(value), language) : part.cases[String(value)];
      return render(chosen ?? part.cases.other ?? [], values, language, part.plural ? Number(value) : count);
    })
    .join("");
}

function pluralCase(part: Choice, count: number, language: string): Part[] | undefined {
  return part.cases[`=${count}`] ?? part.cases[new Intl.PluralRules(language).select(count)];
}

const shown = (value: string | number, language: string): string =>
  typeof value === "number" ? value.toLocaleString(language) : value;

/** Parses a message; unbalanced braces are an error of the locale file. */
function parse(message: string): Part[] {
  const [parts, end] = parseUntil(message, 0, false);
  if (end < message.length) throw new SyntaxError(`Unbalanced } in "${message}"`);
  return parts;
}

function parseUntil(text: string, start: number, counts: boolean): [Part[], number] {
  const parts: Part[] = [];
  let at = start;
  let plain = "";
  const flush = (): void => {
    if (plain) parts.push(plain);
    plain = "";
  };
  for (; at < text.length && text[at] !== "}"; at++) {
    if (text[at] === "{") {
      flush();
      const [part, end] = parseArgument(text, at + 1);
      parts.push(part);
      at = end;
    } else if (counts && text[at] === "#") {
      flush();
      parts.push({ count: true });
    } else plain += text[at];
  }
  flush();
  return [parts, at];
}

/** Parses after `{`; returns the part and the place of its closing brace. */
function parseArgument(text: string, start: number): [Part, number] {
  const head = /^\s*(\w+)\s*(?:,\s*(plural|select)\s*,\s*)?/.exec(text.slice(start));
  if (!head) throw new SyntaxError(`A placeholder without a name in "${text}"`);
  const [matched, name = "", kind] = head;
  let at = start + matched.length;
  if (!kind) {
    if (text[at] !== "}") throw new SyntaxError(`Unclosed {${name} in "${text}"`);
    return [{ name }, at];
  }
  const cases: Record<string, Part[]> = {};
  for (;;) {
    const label = /^\s*(=?\w+)\s*\{/.exec(text.slice(at));
    if (!label) break;
    const [parts, end] = parseUntil(text, at + label[0].length, kind === "plural");
    cases[label[1] ?? ""] = parts;
    at = end + 1;
  }
  while (/\s/.test(text[at] ?? "")) at++;
  if (text[at] !== "}" || !cases.other) throw new SyntaxError(`{${name}} needs "other" and } in "${text}"`);
  return [{ name, plural: kind === "plural", cases }, at];
}
