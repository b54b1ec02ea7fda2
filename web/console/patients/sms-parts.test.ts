import { expect, test } from "vitest";
import { initialsOf } from "./patients-page";
import { ageOn } from "./patient-details";
import { smsParts } from "./sms-parts";

test.each([
  ["", 0, 0],
  ["a".repeat(160), 160, 1],
  ["a".repeat(161), 161, 2],
  ["a".repeat(306), 306, 2],
  ["€".repeat(80), 160, 1],
  ["ş".repeat(70), 70, 1],
  ["ş".repeat(71), 71, 2],
  ["Привет", 6, 1],
  ["😀".repeat(35), 70, 1],
])("%s is %i characters in %i SMS", (text, characters, parts) => {
  expect(smsParts(text)).toEqual({ characters, parts });
});
test("initials are first and last, in any alphabet", () => {
  expect(["Ayşe Nur Yılmaz", "王小明", "Ольга Смирнова", " "].map(initialsOf)).toEqual(["AY", "王", "ОС", ""]);
});
test("a birthday is lived to on its day", () => {
  expect([ageOn("1980-03-22", "2027-03-21"), ageOn("1980-03-22", "2027-03-22"), ageOn("2024-02-29", "2027-02-28")]).toEqual([46, 47, 2]);
});
