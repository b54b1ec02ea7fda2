import { expect, test } from "vitest";
import type { Patient } from "../../shared/types";
import { patientBody, valuesOf } from "./patient-model";

const known = {
  given_name: "Ada", family_name: "Kovács", phone: "+36205550101", email: "ada@example.com", birth_date: "1980-02-01", gender: "",
  language: "hu", address: "", note: "", preferred_contact: "phone", consents: { marketing_sms: { given: true, at: "", source: "widget" } }, version: 4,
} as unknown as Patient;

test("a new patient is only what was filled in", () => {
  const body = patientBody({ ...valuesOf(undefined), given_name: " Ada ", phone: "+36 20 555 0101" }, undefined);
  expect(body).toEqual({ given_name: "Ada", phone: "+36 20 555 0101" });
});
test("what was read goes back the same, with the version that was read", () => {
  expect(patientBody(valuesOf(known), known)).toEqual({
    given_name: "Ada", family_name: "Kovács", phone: "+36205550101", email: "ada@example.com", birth_date: "1980-02-01", gender: "",
    language: "hu", address: "", note: "", preferred_contact: "phone", marketing_sms: true, version: 4,
  });
});
test("emptied fields are emptied, and a language cannot be", () => {
  const body = patientBody({ ...valuesOf(known), phone: " ", email: "", birth_date: "", language: "" }, known);
  expect(body).toMatchObject({ phone: null, email: "", birth_date: null });
  expect(body).not.toHaveProperty("language");
});
