import { expect, test } from "vitest";
import { conflictKey } from "./conflicts";

test.each([
  ["You can't change your own role.", "conflict.ownRole"],
  ["This visit is already cancelled.", "conflict.notPlanned"],
  ["Another import is running. It can start when that one has ended.", "conflict.importRunning"],
  ["Something that nobody thought of.", "error.conflict"],
])("%s reads as %s", (message, key) => {
  expect(conflictKey(message)).toBe(key);
});
