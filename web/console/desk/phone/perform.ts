/** What is done with a call, by key or by button alike. */
import type { Act } from "./shortcuts";
import { phone } from "./use-phone";

export type Tool = "transfer" | "keypad" | null;

/** What a key or a button of the bar does to the call as it is now. */
export function perform(act: Exclude<Act, "transfer" | "keypad" | "card" | "note">): Promise<void> {
  const { call, muted } = phone.view();
  if (act === "accept") return phone.accept();
  if (act === "end") return call?.state === "ringing" ? phone.reject() : phone.hangUp();
  if (act === "hold") return call?.state === "held" ? phone.resume() : phone.hold();
  if (act === "join") return call?.third && !call.joined ? phone.join() : Promise.resolve();
  phone.mute(!muted);
  return Promise.resolve();
}
