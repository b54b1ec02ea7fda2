import { expect, test } from "vitest";
import { keyOfSentence } from "./conflicts";

test.each([
  ["You can't change your own role.", "conflict.ownRole"],
  ["This visit is already cancelled.", "conflict.notPlanned"],
  ["Another import is running. It can start when that one has ended.", "conflict.importRunning"],
  ["This visit has not begun yet.", "conflict.notBegun"],
  ["A visit that is noshow can't become arrived.", "conflict.order"],
  ["This practitioner doesn't offer it.", "conflict.notOffered"],
  ["There are visits to come at the present branch.", "conflict.visitsToCome"],
  ["Something that nobody thought of.", undefined],
])("%s reads as %s", (message, key) => {
  expect(keyOfSentence(message)).toBe(key);
});
