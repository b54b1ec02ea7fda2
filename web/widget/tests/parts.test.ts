import { describe, expect, test } from "vitest";
import { campaignOf } from "../campaign";
import { accentOf } from "../color";
import { birthDate, EMPTY, problemsOf, refusedFields } from "../form";
import { firstFrom, openDay, weekOf } from "../week";
import { addDays, clock, dateOrder, deviceDiffers, partOfDay, priceOf, spanOf, timeOf, zoneOf } from "../when";
import { directionOf, languageOf, localeOf, say } from "../words";
import { slot } from "./product";

describe("words", () => {
  test("test_say_plural_chooses_by_the_language", () => {
    const words = { times: "{count, plural, =0 {нет времени} one {# время} few {# времени} many {# времён} other {# времени}}" };
    const told = [0, 1, 3, 5, 21].map((count) => say(words, "ru", "times", { count }));
    expect(told).toEqual(["нет времени", "1 время", "3 времени", "5 времён", "21 время"]);
  });

  test("test_say_values_are_not_taken_for_placeholders", () => {
    expect(say({ hello: "{clinic}: {day}" }, "en", "hello", { clinic: "{day}", day: "Monday" })).toBe("{day}: Monday");
  });

  test("test_say_missing_key_is_never_blank", () => {
    expect(say({}, "en", "some.key")).toBe("some.key");
  });

  test("test_language_of_takes_the_first_offered_wish", () => {
    expect(languageOf([undefined, "pt-BR", "tr-TR", "en"], ["en", "tr"], "hu")).toBe("tr");
    expect(languageOf(["pt"], ["en", "tr"], "hu")).toBe("hu");
  });

  test("test_locale_of_keeps_the_readers_region", () => {
    expect(localeOf("en", ["tr", "en-GB", "en"])).toBe("en-GB");
    expect(localeOf("hu", ["en-GB"])).toBe("hu");
  });

  test("test_direction_of_arabic_is_right_to_left", () => {
    expect(["ar-EG", "he", "en", "arz"].map(directionOf)).toEqual(["rtl", "rtl", "ltr", "ltr"]);
  });
});

describe("when", () => {
  test("test_wall_times_do_not_move_with_the_device", () => {
    expect(timeOf("en-GB", "2027-03-28T02:30")).toBe("02:30");
    expect(addDays("2027-02-27", 2)).toBe("2027-03-01");
  });

  test("test_span_of_a_week_names_months_once", () => {
    expect(spanOf("en-GB", "2027-03-29", "2027-04-04").replace(/\s/g, " ")).toBe("29 March – 4 April");
  });

  test("test_zone_of_an_unknown_zone_is_its_id", () => {
    expect(zoneOf("en-GB", "2027-03-22T06:00:00Z", "Europe/Istanbul")).toContain("GMT+3");
    expect(zoneOf("en-GB", "2027-03-22T06:00:00Z", "Nowhere/Else")).toBe("Nowhere/Else");
  });

  test("test_device_differs_when_its_clock_shows_another_time", () => {
    const offset = new Date("2027-03-22T06:00:00Z").getTimezoneOffset();
    const here = new Date(Date.UTC(2027, 2, 22, 6, -offset)).toISOString().slice(0, 16);
    expect(deviceDiffers("2027-03-22T06:00:00Z", here)).toBe(false);
    expect(deviceDiffers("2027-03-22T07:00:00Z", here)).toBe(true);
  });

  test("test_price_of_minor_units_follows_the_currency", () => {
    expect(priceOf("en-GB", 4500, "EUR")).toBe("€45");
    expect(priceOf("en-GB", 4550, "EUR")).toBe("€45.50");
    expect(priceOf("en-GB", 4500, "JPY")).toBe("JP¥4,500");
  });

  test("test_date_order_is_the_readers", () => {
    expect(dateOrder("en-GB")).toEqual(["day", "month", "year"]);
    expect(dateOrder("en-US")).toEqual(["month", "day", "year"]);
    expect(dateOrder("hu")).toEqual(["year", "month", "day"]);
  });

  test("test_part_of_day_and_clock", () => {
    expect(["11:59", "12:00", "16:59", "17:00"].map((time) => partOfDay(`2027-03-22T${time}`))).toEqual(["morning", "afternoon", "afternoon", "evening"]);
    expect([300, 59, 0].map(clock)).toEqual(["5:00", "0:59", "0:00"]);
  });
});

describe("week", () => {
  const page = { zone: "UTC", first: null, days: [{ date: "2027-03-22", slots: [] }, { date: "2027-03-24", slots: [slot("2027-03-24T09:00")] }] };

  test("test_week_of_fills_days_without_an_answer", () => {
    const week = weekOf(page, "2027-03-22");
    expect(week.map(({ date }) => date.slice(8))).toEqual(["22", "23", "24", "25", "26", "27", "28"]);
    expect(week.map(({ slots }) => slots.length)).toEqual([0, 0, 1, 0, 0, 0, 0]);
  });

  test("test_week_of_without_a_start_begins_at_the_first_free_day", () => {
    expect(weekOf(page, "")[0]?.date).toBe("2027-03-24");
    expect(weekOf({ zone: "UTC", first: null, days: [] }, "")).toEqual([]);
  });

  test("test_first_from_ignores_what_is_before", () => {
    expect(firstFrom(page, "2027-03-23")?.wall).toBe("2027-03-24T09:00");
    expect(firstFrom(page, "2027-03-25")).toBeNull();
    expect(firstFrom({ days: [], first: slot("2027-03-20T09:00") }, "2027-03-25")).toBeNull();
  });

  test("test_open_day_keeps_the_wish_of_the_week", () => {
    const week = weekOf(page, "2027-03-22");
    expect(openDay(week, "2027-03-23")).toBe("2027-03-23");
    expect(openDay(week, "2027-05-01")).toBe("2027-03-24");
    expect(openDay([], "2027-05-01")).toBe("");
  });
});

describe("form", () => {
  const TODAY = "2027-03-22";
  const born = (day: string, month: string, year: string) =>
    birthDate({ ...EMPTY, birth_day: day, birth_month: month, birth_year: year }, TODAY);

  test("test_birth_date_only_real_days_of_the_past", () => {
    expect(born("3", "4", "1951")).toBe("1951-04-03");
    expect(born("", "", "")).toBe("");
    expect([born("31", "4", "1951"), born("3", "", "1951"), born("23", "3", "2027"), born("3", "4", "51"), born("1", "1", "1899")]).toEqual(Array(5).fill(null));
  });

  test("test_problems_of_empty_form_names_what_is_needed_only", () => {
    expect(Object.keys(problemsOf(EMPTY, TODAY)).sort()).toEqual(["family_name", "given_name", "phone", "terms"]);
  });

  test("test_problems_of_email_only_when_typed", () => {
    const errors = (email: string) => problemsOf({ ...EMPTY, email }, TODAY).email;
    expect(["", "a@example.com", "a@b", "a b@example.com"].map(errors)).toEqual([undefined, undefined, "error.email", "error.email"]);
  });

  test("test_refused_fields_reads_the_last_part_of_the_path", () => {
    expect(refusedFields({ "patient.phone": "bad", "consents.terms": "needed", token: "?" })).toEqual({ phone: "error.phone", terms: "error.terms" });
  });
});

describe("color and campaign", () => {
  test("test_accent_of_any_color_carries_readable_text", () => {
    for (const color of ["#0f766e", "#ffd400", "#ffffff", "#000000", "#d9534f", "#777777", "#7f7f7f", "#3aa0ff"]) {
      const made = accentOf(color);
      const ground = (made?.accent.match(/\d+/g) ?? []).map(Number);
      const ink = made?.onAccent === "#fff" ? [255, 255, 255] : [16, 24, 40];
      expect(contrast(ground, ink), color).toBeGreaterThanOrEqual(4.5);
    }
    expect(accentOf("red")).toBeNull();
  });

  test("test_accent_of_a_pale_color_gets_an_edge", () => {
    expect(accentOf("#ffd400")).toMatchObject({ accent: "rgb(255 212 0)", edge: "currentcolor" });
    expect(accentOf("#0f766e")?.edge).toBe("rgb(15 118 110)");
  });

  test("test_campaign_of_takes_utm_path_and_host_only", () => {
    const campaign = campaignOf("https://clinic.test/book?utm_source=news&utm_term=&gclid=1&name=Jane#x", "https://search.test/?q=jane");
    expect(campaign).toEqual({ page: "/book", utm_source: "news", referrer: "search.test" });
    expect(campaignOf("https://clinic.test/", "")).toEqual({ page: "/" });
  });
});

function contrast(one: number[], other: number[]): number {
  const light = (rgb: number[]) =>
    rgb.map((part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4)).reduce((sum, part, index) => sum + part * ([0.2126, 0.7152, 0.0722][index] ?? 0), 0);
  const [a, b] = [light(one), light(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}
