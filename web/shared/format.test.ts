import { expect, test } from "vitest";
import { accentOf, contrast, shadesOf } from "./color";
import { formatDay, formatInstant, formatMinutes, formatMoney, formatTime, localeOf, wallDate } from "./format";

test("a wall time reads the same whatever the zone of the browser", () => {
  expect(formatTime("2027-03-28T02:30", "en")).toBe("02:30");
  expect(formatTime("2027-03-22T00:05", "hu")).toBe("00:05");
  expect(formatDay("2027-03-22", "en")).toBe("Mon, Mar 22");
  expect(wallDate("2027-03-22T09:00").toISOString()).toBe("2027-03-22T09:00:00.000Z");
});

test.each([
  ["en", "US", [], "en-US", "Mar 22, 2027, 3:05 PM"],
  ["en", "GB", ["en-US"], "en-GB", "22 Mar 2027, 15:05"],
  ["en", "TR", ["tr-TR", "en-AU"], "en-AU", "22 Mar 2027, 3:05 pm"],
  ["en", "TR", ["tr-TR"], "en-GB", "22 Mar 2027, 15:05"],
  ["tr", "US", ["en-US"], "tr", "22 Mar 2027 15:05"],
])("%s of a clinic in %s is written as in %s %s", (language, country, preferred, locale, shown) => {
  const found = localeOf(language, country, preferred);

  expect(found).toBe(locale);
  expect(formatInstant("2027-03-22T15:05:00Z", "UTC", found).replace(/[\s\u202f]+/g, " ")).toBe(shown);
});

test("an instant reads in the clinic's zone", () => {
  expect(formatInstant("2027-03-22T06:00:00Z", "Europe/Istanbul", "en")).toContain("09:00");
});

test("money has the decimals of its currency, and none when whole", () => {
  const flat = (text: string) => text.replace(/\s/g, " ");
  expect(flat(formatMoney({ amount: 4500, currency: "EUR" }, "en"))).toBe("€45");
  expect(flat(formatMoney({ amount: 4550, currency: "EUR" }, "en"))).toBe("€45.50");
  expect(flat(formatMoney({ amount: 4500, currency: "JPY" }, "en"))).toBe("¥4,500");
});

test("minutes read as hours and minutes", () => {
  expect([20, 60, 95, 0].map((minutes) => formatMinutes(minutes, "en"))).toEqual(["20 min", "1 hr", "1 hr 35 min", "0 min"]);
});

test.each(["#ffe600", "#0f766e", "#7c3aed", "#ffffff", "#000000", "not a colour"])(
  "the accent %s is readable on light and dark grounds",
  (hex) => {
    const accent = accentOf(hex);
    expect(contrast(accent.fill, accent.onFill)).toBeGreaterThanOrEqual(4.5);
    for (const ground of ["#ffffff", "#eef2f0", accent.soft]) expect(contrast(accent.text, ground)).toBeGreaterThanOrEqual(4.5);
    for (const ground of ["#111614", "#1e2623", accent.softDark]) expect(contrast(accent.textDark, ground)).toBeGreaterThanOrEqual(4.5);
    expect(shadesOf(hex)).toHaveLength(10);
  },
);
