import { expect, test } from "vitest";
import { isFocused, pageAt } from "./address";
import { tokenOf } from "./token";

test.each([
  ["/", "landing"],
  ["/index.html", "landing"],
  ["/signup", "signup"],
  ["/signup/", "signup"],
  ["/welcome", "welcome"],
  ["/constructor", "missing"],
  ["/signup/more", "missing"],
  ["/nowhere", "missing"],
])("address_%s_is_the_page_%s", (path, name) => {
  expect(pageAt(path).name).toBe(name);
});

test.each([
  ["#token=abc-123_x", "abc-123_x"],
  ["#lang=tr&token=abc", "abc"],
  ["#prices", ""],
  ["", ""],
])("token_of_%s", (hash, token) => {
  expect(tokenOf(hash)).toBe(token);
});

test("landing_leads_on_and_sign_up_does_not_lead_away", () => {
  expect(isFocused("landing")).toBe(false);
  expect(isFocused("signup")).toBe(true);
});
