import { expect, test } from "vitest";
import { inside } from "./inside";

test.each([
  ["/console/patients?q=x#y", "/patients?q=x#y"],
  ["/calendar", "/calendar"],
  ["/console", "/"],
  ["/consoles", "/consoles"],
  [undefined, "/"],
  ["", "/"],
])("next_%s_leads_to_%s", (next, path) => {
  expect(inside(next)).toBe(path);
});

test.each([
  "//elsewhere.example", "/console//elsewhere.example", "/\\elsewhere.example", "/console/\\elsewhere.example",
  "https://elsewhere.example", "javascript:alert(1)", "/\t/elsewhere.example", "/\n/elsewhere.example", "elsewhere",
])("next_%s_stays_inside", (next) => {
  expect(inside(next)).toBe("/");
});
