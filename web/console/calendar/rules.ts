/** Why a time cannot be had, in the reader's words: the API tells the rules by name. */
import type { Key, T } from "../i18n";

const RULES = new Set(["hours", "closure", "leave", "buffer", "busy", "hold", "room", "notice", "horizon", "step"]);

/** Rules that staff may set aside; the others protect another patient's time. */
const YIELDING = new Set(["notice", "horizon", "step"]);
export const mayOverride = (rules: string[]): boolean => rules.length > 0 && rules.every((rule) => YIELDING.has(rule));

/** The rules that a refusal names. */
export const rulesOf = (text: string | undefined): string[] => (text ?? "").split(/,\s*/).filter((rule) => RULES.has(rule));

export function ruleWords(rule: string, otherwise: string, t: T): string {
  return RULES.has(rule) ? t(`rule.${rule}` as Key) : otherwise;
}

/** "busy, hours" as sentences; a text that is not made of rules is already a sentence. */
export function reasonWords(text: string, t: T): string {
  const rules = text.split(/,\s*/);
  return rules.every((rule) => RULES.has(rule)) ? rules.map((rule) => ruleWords(rule, rule, t)).join(" ") : text;
}
