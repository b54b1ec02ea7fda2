/** The sign-up form as data: what a country proposes, what is wrong, what goes over the wire. */
import type { Country, SignUp } from "../api";
import { zonesOf } from "../guess";
import type { TextKey } from "../language";
import { looksLikeEmail, passwordProblem } from "../rules";

/** What the person sees: the phone is a prefix and a number until it is sent. */
export type Form = Omit<SignUp, "phone" | "owner_language"> & { prefix: string; number: string };
export type FieldName = keyof Omit<Form, "prefix" | "number"> | "phone";
export type Wrong = Partial<Record<FieldName, TextKey>>;
export type Errors = Partial<Record<FieldName, string>>;

export const BLANK: Form = {
  clinic_name: "", country: "", zone: "", language: "", currency: "", prefix: "", number: "",
  owner_name: "", email: "", password: "", plan: "",
};

/** The order on the page, for taking the person to the first mistake. */
export const ORDER: FieldName[] = [
  "clinic_name", "country", "zone", "language", "currency", "phone", "owner_name", "email", "password", "plan",
];

/** A country's proposals; a zone that the browser is in is better than the capital's. */
export function inCountry(form: Form, country: Country, browserZone: string): Form {
  return {
    ...form,
    country: country.code,
    zone: [...country.zones, ...zonesOf(country.code)].includes(browserZone) ? browserZone : country.zone,
    language: country.language,
    currency: country.currency,
    prefix: country.phone_prefix,
  };
}

/** "+90" and "0212 555 01 00" as one number; a number that brings its own + is left alone; none is none. */
export function phoneOf({ prefix, number }: Pick<Form, "prefix" | "number">): string {
  const typed = number.trim();
  if (!typed || typed.startsWith("+")) return typed;
  return `+${prefix.replace(/\D/g, "")} ${typed}`;
}

export function wrongIn(form: Form): Wrong {
  const wrong: Wrong = {};
  if (!form.clinic_name.trim()) wrong.clinic_name = "wrong.clinicName";
  if (!form.country) wrong.country = "wrong.country";
  if (form.number.trim() && phoneOf(form).replace(/\D/g, "").length < 7) wrong.phone = "wrong.phone";
  if (!form.owner_name.trim()) wrong.owner_name = "wrong.name";
  if (!looksLikeEmail(form.email)) wrong.email = "wrong.email";
  const password = passwordProblem(form.password, namesOn(form));
  if (password) wrong.password = password;
  if (!form.plan) wrong.plan = "wrong.plan";
  return wrong;
}

/** What a password must not be made of. */
export const namesOn = ({ clinic_name, owner_name, email }: Form): string[] => [clinic_name, owner_name, email];

/** `language` is the page's: the owner is written to in the language that they read. */
export function onWire(form: Form, language: string): SignUp {
  const { prefix: _prefix, number: _number, ...rest } = form;
  const phone = phoneOf(form);
  const trimmed = {
    clinic_name: form.clinic_name.trim(), owner_name: form.owner_name.trim(), email: form.email.trim(),
  };
  return { ...rest, ...trimmed, owner_language: language, ...(phone ? { phone } : {}) };
}
