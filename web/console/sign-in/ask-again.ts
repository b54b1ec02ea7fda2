/** A lost session with something to lose: asked for over the page, since leaving it would take a call away, or what was typed. */
import { isUnsaved } from "../parts/unsaved";

export const ASKED = "frontdesk:sign-in-again";

/** The call desk marks the page while there is a call. */
export const isCalling = (): boolean => document.documentElement.hasAttribute("data-calling");

/** False where the sign-in page may take this one's place. */
export function askAgain(): boolean {
  if (!isCalling() && !isUnsaved()) return false;
  dispatchEvent(new Event(ASKED));
  return true;
}
