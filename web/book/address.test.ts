import { expect, test } from "vitest";
import { choose, siteKeyOf } from "./address";

test("the site key stands in the path", () => {
  expect(siteKeyOf("/book/abc234")).toBe("abc234");
  expect(siteKeyOf("/book/abc234/")).toBe("abc234");
  expect(siteKeyOf("/book")).toBe("");
});

test("the reader's first language that is spoken counts", () => {
  expect(choose(["de-DE", "tr-TR", "en"])).toBe("tr");
  expect(choose(["de"])).toBe("en");
});
