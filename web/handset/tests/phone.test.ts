import { expect, test } from "vitest";
import type { Line, Step } from "../phone/line";
import { isLive, keyOf, languageOf, legsOf, lengthOf, otherEnd, unspoken } from "../phone/reading";

const free = { ctrlKey: false, metaKey: false, altKey: false };
const said = (who: Line["who"], text: string, language?: string): Line => ({ at: "", who, text, language });

test.each([["1", "1"], ["#", "#"], ["*", "*"], ["a", ""], ["Enter", ""]])("key %s of the keyboard is key %j", (key, pressed) => {
  expect(keyOf({ ...free, key })).toBe(pressed);
});

test("a digit with a modifier is a shortcut of the browser, not a key of the phone", () => {
  expect(keyOf({ ...free, key: "1", ctrlKey: true })).toBe("");
});

test.each([
  [null, null, ""],
  ["2027-03-01T09:00:00Z", null, "1:05"],
  ["2027-03-01T08:00:00Z", "2027-03-01T09:00:30Z", "1:00:30"],
])("a call answered at %s and ended at %s shows %j", (connected_at, ended_at, shown) => {
  expect(lengthOf({ connected_at, ended_at }, Date.parse("2027-03-01T09:01:05Z"))).toBe(shown);
});

test("the other end of a call that rings the patient is the clinic, or nobody when withheld", () => {
  expect(otherEnd({ direction: "inbound", from: "+447700900101", to: "+12025550100" })).toBe("+12025550100");
  expect(otherEnd({ direction: "outbound", from: null, to: "+447700900101" })).toBeNull();
});

test("only what the line said since is spoken", () => {
  const lines = [said("system", "Welcome"), said("caller", "1"), said("system", " "), said("agent", "Hello"), said("system", "Bye")];

  expect(unspoken(lines, 1).map(({ text }) => text)).toEqual(["Bye"]);
});

test.each([
  [said("system", "Hoş geldiniz", "tr-TR"), "tr-TR"],
  [said("system", "Здравствуйте"), "ru-RU"],
  [said("system", "您好"), "zh-CN"],
  [said("system", "Időpont"), "hu-HU"],
  [said("system", "Randevunuz alındı"), "tr-TR"],
  [said("system", "Good morning"), "en-US"],
])("%o is spoken in %s", (line, language) => {
  expect(languageOf(line)).toBe(language);
});

test("the path is cut where another flow begins, also when it returns", () => {
  const step = (flow: string, action: string): Step => ({ flow, action, type: "Compare" });

  const legs = legsOf([step("entry", "a"), step("entry", "b"), step("menu", "c"), step("entry", "d")]);

  expect(legs.map(({ flow, steps }) => [flow, steps.length])).toEqual([["entry", 2], ["menu", 1], ["entry", 1]]);
});

test("a call that ended is not live", () => {
  expect([isLive(null), isLive({ state: "ringing" }), isLive({ state: "ended" })]).toEqual([false, true, false]);
});
