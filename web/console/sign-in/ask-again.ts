/** A lost session during a call: asked for over the page, since leaving it would take the softphone away, and the call with it. */
export const ASKED = "frontdesk:sign-in-again";

/** The call desk marks the page while there is a call. */
const isCalling = (): boolean => document.documentElement.hasAttribute("data-calling");

/** False where the sign-in page may take this one's place. */
export function askAgain(): boolean {
  if (!isCalling()) return false;
  dispatchEvent(new Event(ASKED));
  return true;
}
