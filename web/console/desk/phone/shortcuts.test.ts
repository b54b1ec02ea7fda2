import { expect, test } from "vitest";
import { actOf } from "./shortcuts";

const pressed = (code: string, more: object = {}) =>
  ({ code, altKey: true, ctrlKey: false, metaKey: false, shiftKey: false, repeat: false, ...more });

test.each([
  ["KeyA", "ringing", "accept"], ["KeyE", "ringing", "end"], ["KeyH", "talking", "hold"], ["KeyH", "held", "hold"],
  ["KeyA", "talking", null], ["KeyH", "ringing", null], ["KeyE", "wrapUp", null], ["KeyN", "wrapUp", "note"], ["KeyN", "ringing", null], ["KeyQ", "talking", null],
] as const)("Alt with %s while %s means %s", (code, state, act) => {
  expect(actOf(pressed(code), { state })).toBe(act);
});

test.each([{ altKey: false }, { ctrlKey: true }, { metaKey: true }, { shiftKey: true }, { repeat: true }])("with %o it means nothing", (more) => {
  expect(actOf(pressed("KeyA", more), { state: "ringing" })).toBeNull();
});

test("without a call no key means anything", () => {
  expect(actOf(pressed("KeyA"), null)).toBeNull();
});
