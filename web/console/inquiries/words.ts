/** Reasons and outcomes of inquiries in words; one that is new to this page reads as "other". */
import type { Key, T } from "../i18n";

export const OUTCOMES = ["answered", "booked", "confirmed", "moved", "cancelled", "none"] as const;
const SAID = new Set<string>([...OUTCOMES, "stopped", "abandoned", "after_hours", "cut_off", "no_answer", "voicemail", "callback", "informed"]);
const REASONS = new Set(["booking", "question", "cancel", "move", "stop", "confirm", "callback", "voicemail", "missed", "call", "information"]);

export const reasonText = (reason: string, t: T): string =>
  t((REASONS.has(reason) ? `inquiry.reason.${reason}` : "inquiry.reason.other") as Key);

export const outcomeText = (outcome: string, t: T): string =>
  t((SAID.has(outcome) ? `inquiry.outcome.${outcome}` : "inquiry.outcome.other") as Key);
