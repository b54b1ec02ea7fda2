import { expect, test } from "vitest";
import { looksLikeEmail, passwordProblem } from "./rules";

test.each([
  ["", "wrong.password"],
  ["nine char", "wrong.password"],
  ["😀😃😄😁", "wrong.password"],
  ["aaaaaaaaaaaa", "wrong.passwordRefused"],
  ["my Ada Kern pass", "wrong.passwordRefused"],
  ["xx-ADA@linden.example", "wrong.passwordRefused"],
  ["four plain words", null],
  ["ada is a short name", null],
])("password_%s_is_told_%s", (password, told) => {
  expect(passwordProblem(password, ["Ada Kern", "ada@linden.example", "Ada", ""])).toBe(told);
});

test.each([
  ["owner@linden.example", true],
  [" owner@linden.example ", true],
  ["owner@linden", false],
  ["owner linden@x.example", false],
  ["<owner@linden.example>", false],
  ["owner@linden.example.", false],
])("email_%s_looks_right_%s", (email, right) => {
  expect(looksLikeEmail(email)).toBe(right);
});
