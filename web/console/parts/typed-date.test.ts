import { expect, test } from "vitest";
import { typedDate } from "./typed-date";

const read = (typed: string, locale = "en-GB") => typedDate(typed, locale, 2026);

test.each([
  "12/03/1984", "12.03.1984", "12.3.1984", "12-03-1984", "12 3 84", "1984-03-12", "1984.03.12", "1984. 03. 12.", "12031984",
  "19840312", "12 Mar 1984", "12 march 1984", "Mar 12, 1984", "1984年3月12日", " 12/03/1984 ",
])("%s_is_the_twelfth_of_march", (typed) => {
  expect(read(typed)).toBe("1984-03-12");
});
test.each([["12 Mart 1984", "tr-TR"], ["12 мар. 1984 г.", "ru-RU"], ["12 марта 1984 г.", "ru-RU"], ["1984. márc. 12.", "hu-HU"], ["12 Mar 1984", "hu-HU"]])(
  "%s_is_read_in_%s", (typed, locale) => {
    expect(read(typed, locale)).toBe("1984-03-12");
  });
test("a day that is no month is a day in every order", () => {
  expect([read("13.05.1984"), read("13.05.1984", "ru-RU"), read("05/13/1984"), read("13/05/1984", "en-US")]).toEqual(Array(4).fill("1984-05-13"));
});
test("americans write the month first, but not with points", () => {
  expect([read("03/12/1984", "en-US"), read("03121984", "en-US"), read("12.03.1984", "en-US")]).toEqual(Array(3).fill("1984-03-12"));
});
test("two figures of a year are the near past, or soon", () => {
  expect([read("1.2.26"), read("1.2.30"), read("1.2.37")]).toEqual(["2026-02-01", "2030-02-01", "1937-02-01"]);
});
test.each(["", "12", "12.03", "31.02.1984", "32.01.1984", "12.13.1984.1", "12.03.198", "yesterday", "12 Foo 1984", "120319", "00.03.1984", "1.1.0000"])(
  "%s_is_no_day", (typed) => {
    expect(read(typed)).toBeNull();
  });
