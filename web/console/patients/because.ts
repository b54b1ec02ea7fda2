/** The "because" of a message in the reader's words: the service writes it in short plain phrases. */
import { formatInstant } from "../../shared/format";
import type { Key, T } from "../i18n";

const PHRASES: Record<string, Key> = {
  "visit was moved": "because.moved",
  "visit was cancelled": "because.cancelled",
  "no e-mail address": "because.noEmail",
  "no phone number": "because.noPhone",
  "the number said STOP": "because.stop",
  "the text failed": "because.textFailed",
  "the text's fate is uncertain": "because.textUncertain",
  "nobody reported what became of it": "because.noReport",
  "the patient wrote": "because.patientWrote",
  "answer to a text": "because.answer",
  "the clinic has no number for texts yet": "because.noNumber",
  "the number takes no texts": "because.noTexts",
  "the call failed": "because.callFailed",
  "the call's fate is uncertain": "because.callUncertain",
  "the number wants no calls": "because.noCalls",
  "the clinic has no line for calls yet": "because.noLine",
  "no time for calls is left before the visit": "because.noTime",
  "the visit needs no reminder any more": "because.notNeeded",
  "told, no key was pressed": "because.toldNoKey",
  busy: "because.busy",
  "nobody answered": "because.nobody",
  "the call did not get through": "because.broken",
  "hung up before it was said": "because.hungUp",
};
const ANSWERS = new Set(["confirmed", "move", "cancelled", "stopped", "refused"]);
const SOURCES = new Set(["widget", "link", "sms", "console", "phone", "import"]);

type Reader = { t: T; locale: string; zone: string };

/** Phrase by phrase; one that is not known stays as it was written. */
export function becauseWords(because: string, reader: Reader): string {
  return because.split("; ").map((phrase) => phraseWords(phrase, reader)).join("; ");
}

function phraseWords(phrase: string, { t, locale, zone }: Reader): string {
  const text = phrase.replace(/^not (sent|called): /, "");
  const known = PHRASES[text];
  if (known) return t(known);
  const call = /^call (\d): (.+)$/.exec(text);
  if (call) return t("because.call", { number: Number(call[1]), result: PHRASES[call[2] ?? ""] ? t(PHRASES[call[2] ?? ""] as Key) : call[2] ?? "" });
  const answer = /^the patient answered: (\w+)$/.exec(text)?.[1];
  if (answer && ANSWERS.has(answer)) return t(`because.answered.${answer}` as Key);
  const source = /^booked by (\w+)$/.exec(text)?.[1];
  if (source && SOURCES.has(source)) return t("because.booked", { source: t(`source.${source}` as Key) });
  const due = /^reminder \S+, due (\d{4}-\d\d-\d\d) (\d\d:\d\d) UTC/.exec(text);
  if (due) return t("because.reminder", { due: formatInstant(`${due[1]}T${due[2]}:00Z`, zone, locale) });
  if (/^told together with /.test(text)) return t("because.together");
  return text;
}
