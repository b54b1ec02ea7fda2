/** Refusals that the API tells in English only, in the reader's words: by its sentence, since they share their codes. */
import type { Key } from "../i18n";

const SENTENCES: [RegExp, Key][] = [
  [/^This visit has begun/, "conflict.begun"],
  [/^(This visit is already|Only a planned visit|The visit is not planned)/, "conflict.notPlanned"],
  [/^This visit has not begun/, "conflict.notBegun"],
  [/^This visit is over/, "conflict.over"],
  [/^A visit that is /, "conflict.order"],
  [/^This practitioner doesn't offer it/, "conflict.notOffered"],
  [/visits to come at the present branch/, "conflict.visitsToCome"],
  [/own role/, "conflict.ownRole"],
  [/own account/, "conflict.ownAccount"],
  [/^This address is in use/, "conflict.addressUsed"],
  [/is invited already/, "conflict.invited"],
  [/has accepted already/, "conflict.acceptedAlready"],
  [/has no phone number/, "conflict.noPhone"],
  [/said STOP/, "conflict.stopped"],
  [/^(Many people are changing|This import was changed)/, "conflict.busy"],
  [/^Another import is running/, "conflict.importRunning"],
  [/^There is a subscription already/, "conflict.subscribed"],
];

/** Undefined for a sentence that is new to this page: its code has a general one. */
export const keyOfSentence = (message: string): Key | undefined => SENTENCES.find(([known]) => known.test(message))?.[1];
