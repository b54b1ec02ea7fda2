import { expect, test } from "vitest";
import { mayOverride, reasonWords, rulesOf, ruleWords } from "./rules";

const t = (key: string): string => `<${key}>`;

test("rules become sentences, one after the other", () => {
  expect(reasonWords("busy, hours", t)).toBe("<rule.busy> <rule.hours>");
});
test("a sentence stays a sentence, and an unknown rule the API's own words", () => {
  expect(reasonWords("Somebody was faster, sorry", t)).toBe("Somebody was faster, sorry");
  expect(ruleWords("tide", "The tide is out.", t)).toBe("The tide is out.");
});
test("only rules that protect nobody else yield to staff", () => {
  expect(mayOverride(rulesOf("notice, step"))).toBe(true);
  expect(mayOverride(rulesOf("notice, busy"))).toBe(false);
  expect(mayOverride(rulesOf("This time is gone"))).toBe(false);
});
