/** The desk's keys. With Alt, so that they work everywhere, also while something is typed, and type nothing. Pure. */
import type { CallState, PhoneCall } from "./call-model";

export const ACTS = ["accept", "end", "hold", "mute", "transfer", "keypad", "join", "card", "note"] as const;
export type Act = (typeof ACTS)[number];
export const KEY_OF: Record<Act, string> = { accept: "A", end: "E", hold: "H", mute: "M", transfer: "T", keypad: "K", join: "J", card: "C", note: "N" };

const ALLOWED: Record<CallState, readonly Act[]> = {
  ringing: ["accept", "end", "card"],
  dialling: ["end", "mute", "card"],
  talking: ["end", "hold", "mute", "transfer", "keypad", "join", "card", "note"],
  held: ["end", "hold", "mute", "transfer", "join", "card", "note"],
  wrapUp: ["card", "note"],
  missed: ["card"],
};

type Pressed = Pick<KeyboardEvent, "code" | "altKey" | "ctrlKey" | "metaKey" | "shiftKey" | "repeat">;

/** What a key means now; null when it means nothing. By the key's place, since Alt changes letters on some keyboards. */
export function actOf(event: Pressed, call: Pick<PhoneCall, "state"> | null): Act | null {
  if (!call || !event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.repeat) return null;
  const act = ACTS.find((each) => event.code === `Key${KEY_OF[each]}`);
  return act && ALLOWED[call.state].includes(act) ? act : null;
}
