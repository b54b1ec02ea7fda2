/** Refusals that the API tells in English only, in the reader's words: by its sentence, since they share one code. */
import type { Key } from "../i18n";

const SENTENCES: [RegExp, Key][] = [
  [/^This visit has begun/, "conflict.begun"],
  [/^(This visit is already|Only a planned visit|The visit is not planned)/, "conflict.notPlanned"],
  [/own role/, "conflict.ownRole"],
  [/own account/, "conflict.ownAccount"],
  [/^This address is in use/, "conflict.addressUsed"],
  [/has accepted already/, "conflict.acceptedAlready"],
  [/has no phone number/, "conflict.noPhone"],
  [/said STOP/, "conflict.stopped"],
  [/^(Many people are changing|This import was changed)/, "conflict.busy"],
  [/^Another import is running/, "conflict.importRunning"],
  [/^There is a subscription already/, "conflict.subscribed"],
];

/** A sentence that is new to this page still reads as what it is: a conflict. */
export const conflictKey = (message: string): Key => SENTENCES.find(([known]) => known.test(message))?.[1] ?? "error.conflict";
