/** What a patient can do on the page, whichever part of it is shown. */
import type { Details } from "./visit";

export type View = "visit" | "move" | "cancel";

export interface Acts {
  busy: string;
  confirm(): void;
  cancel(reason: string): void;
  move(start: string): void;
  complete(details: Details): void;
  open(view: View): void;
}
