import { expect, test } from "vitest";
import type { Country } from "../api";
import { BLANK, type Form, inCountry, onWire, phoneOf, wrongIn } from "./form";

const TURKEY: Country = {
  code: "TR", name: "Türkiye", zone: "Europe/Istanbul", zones: ["Europe/Istanbul"], language: "tr",
  phone_prefix: "+90", currency: "TRY",
};
const STATES: Country = {
  ...TURKEY, code: "US", zone: "America/New_York", zones: ["America/New_York", "America/Denver"], phone_prefix: "+1",
};
const FILLED: Form = {
  ...inCountry(BLANK, TURKEY, "UTC"), clinic_name: " Linden ", number: "0212 555 01 00", owner_name: "Deniz",
  email: " owner@linden.example ", password: "a long enough one", plan: "clinic",
};

test("country_chosen_proposes_and_keeps_what_was_typed", () => {
  const form = inCountry({ ...BLANK, clinic_name: "Linden", number: "555" }, TURKEY, "Europe/Paris");
  expect(form).toMatchObject({
    country: "TR", zone: "Europe/Istanbul", language: "tr", currency: "TRY", prefix: "+90", clinic_name: "Linden", number: "555",
  });
});

test("country_with_several_zones_takes_the_browsers_own", () => {
  expect(inCountry(BLANK, STATES, "America/Denver").zone).toBe("America/Denver");
  expect(inCountry(BLANK, STATES, "Asia/Tokyo").zone).toBe("America/New_York");
});

test.each([
  ["+90", "0212 555 01 00", "+90 0212 555 01 00"],
  ["90", "212 5550100", "+90 212 5550100"],
  ["+90", "+44 7700 900123", "+44 7700 900123"],
  ["+90", "  ", ""],
])("phone_of_%s_and_%s", (prefix, number, phone) => {
  expect(phoneOf({ prefix, number })).toBe(phone);
});

test("form_filled_has_nothing_wrong_and_travels_trimmed", () => {
  expect(wrongIn(FILLED)).toEqual({});
  const sent = onWire(FILLED, "tr");
  expect(sent).toMatchObject({ clinic_name: "Linden", owner_language: "tr", email: "owner@linden.example", phone: "+90 0212 555 01 00" });
  expect(sent).not.toHaveProperty("prefix");
  expect(sent).not.toHaveProperty("number");
});

test("form_empty_names_each_required_field", () => {
  expect(Object.keys(wrongIn(BLANK)).sort()).toEqual(["clinic_name", "country", "email", "owner_name", "password", "plan"]);
});

test.each(["nine char", "x@y", "a b@c.example", "@c.example"])("form_with_email_%s_is_refused", (email) => {
  expect(wrongIn({ ...FILLED, email })).toEqual({ email: "wrong.email" });
});

test("form_without_a_phone_sends_none", () => {
  expect(onWire({ ...FILLED, number: " " }, "tr")).not.toHaveProperty("phone");
});

test("form_password_with_the_clinics_name_is_refused", () => {
  const form = { ...FILLED, clinic_name: "Linden Clinic", password: "the linden clinic" };
  expect(wrongIn(form)).toEqual({ password: "wrong.passwordRefused" });
});

test("form_password_counts_characters_not_code_units", () => {
  expect(wrongIn({ ...FILLED, password: "😀😀😀😀😀" })).toEqual({ password: "wrong.password" });
});
