import { describe, expect, test } from "vitest";
import { direction, format, pickLanguage, placeholders, translator } from "./i18n";

describe("format", () => {
  test("a plural follows the language's own rules", () => {
    const russian = "{count, plural, one {# визит} few {# визита} many {# визитов} other {# визита}}";
    const shown = [1, 3, 5, 21, 112].map((count) => format(russian, { count }, "ru"));
    expect(shown).toEqual(["1 визит", "3 визита", "5 визитов", "21 визит", "112 визитов"]);
  });
  test("an exact case wins over the plural category", () => {
    const message = "{count, plural, =0 {nobody} one {one person} other {# people}}";
    expect([0, 1, 1200].map((count) => format(message, { count }, "en"))).toEqual(["nobody", "one person", "1,200 people"]);
  });
  test("a choice may hold placeholders and other choices", () => {
    const message = "{role, select, owner {{name} owns {n, plural, one {# clinic} other {# clinics}}} other {{name}}}";
    expect(format(message, { role: "owner", name: "Ada", n: 2 }, "en")).toBe("Ada owns 2 clinics");
    expect(format(message, { role: "guest", name: "Ada", n: 2 }, "en")).toBe("Ada");
  });
  test("a sign # outside a plural stays itself", () => {
    expect(format("Room #{n}", { n: 4 }, "en")).toBe("Room #4");
  });
  test("a value that is not given stays visible", () => {
    expect(format("Hello {name}", {}, "en")).toBe("Hello {name}");
  });
  test.each(["{name", "{count, plural, one {#}}", "a } b", "{}"])("%s is refused", (message) => {
    expect(() => format(message, { name: "x", count: 1 }, "en")).toThrow(SyntaxError);
  });
});

test("a translator falls back to English, then to the key", () => {
  const t = translator({ a: "Merhaba" }, "tr", { a: "Hello", b: "Bye {name}" });
  expect([t("a"), t("b", { name: "Ada" }), t("c")]).toEqual(["Merhaba", "Bye Ada", "c"]);
});

test("placeholders are found inside of choices and branches are not taken for them", () => {
  expect(placeholders("{n, plural, one {visit} other {{who} and # visits}} {when}")).toEqual(["n", "when", "who"]);
});

test("the first language that is spoken is taken, whatever its region", () => {
  expect(pickLanguage(["pt-BR", null, "zh-Hant-TW", "tr"])).toBe("zh");
  expect(pickLanguage(["xx"])).toBe("en");
});

test("direction is ready for languages from the right", () => {
  expect([direction("ar-EG"), direction("ru")]).toEqual(["rtl", "ltr"]);
});
