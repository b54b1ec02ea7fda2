import { expect, test } from "vitest";
import type { Country } from "./api";
import { guessCountry } from "./guess";

const country = (code: string, zones: string[]): Country =>
  ({ code, name: code, zone: zones[0]!, zones, language: "en", phone_prefix: "+1", currency: "EUR" });
const LIST = [
  country("DK", ["Europe/Berlin"]),
  country("SE", ["Europe/Berlin"]),
  country("DE", ["Europe/Berlin"]),
  country("US", ["America/New_York", "America/Chicago"]),
  country("TR", ["Europe/Istanbul"]),
  country("HU", ["Europe/Budapest"]),
];

test("guess_address_names_a_listed_country_wins", () => {
  expect(guessCountry(LIST, { asked: "hu", zone: "Europe/Istanbul", languages: ["tr-TR"] })).toBe("HU");
});

test("guess_address_names_an_unknown_country_falls_to_the_zone", () => {
  expect(guessCountry(LIST, { asked: "XX", zone: "America/Chicago", languages: ["tr-TR"] })).toBe("US");
});

test("guess_zone_unknown_takes_the_region_of_a_language", () => {
  expect(guessCountry(LIST, { asked: null, zone: "UTC", languages: ["en", "tr-TR"] })).toBe("TR");
});

test("guess_nothing_known_takes_the_first_and_an_empty_list_none", () => {
  expect(guessCountry(LIST, { asked: null, zone: "UTC", languages: ["fr"] })).toBe("DK");
  expect(guessCountry([], { asked: "TR", zone: "UTC", languages: [] })).toBe("");
});

test.each([
  ["Europe/Berlin", "DE"],
  ["Europe/Stockholm", "SE"],
])("guess_zone_%s_shared_by_several_countries_is_that_of_%s", (zone, code) => {
  expect(guessCountry(LIST, { asked: null, zone, languages: ["en-US"] })).toBe(code);
});

test.each([["hu", "HU"], ["en", "US"], ["sv-SE", "SE"]])("guess_language_%s_leads_to_%s", (tag, code) => {
  expect(guessCountry(LIST, { asked: null, zone: "UTC", languages: [tag] })).toBe(code);
});
