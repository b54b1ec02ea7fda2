/** The patient's details: what is typed, what is missing, and what is sent. */

export interface Form {
  given_name: string;
  family_name: string;
  phone: string;
  email: string;
  birth_day: string;
  birth_month: string;
  birth_year: string;
  note: string;
  terms: boolean;
  marketing: boolean;
}

export type Field = keyof Form | "birth_date" | "code";
export type Errors = Partial<Record<Field, string>>;

export const EMPTY: Form = {
  given_name: "",
  family_name: "",
  phone: "",
  email: "",
  birth_day: "",
  birth_month: "",
  birth_year: "",
  note: "",
  terms: false,
  marketing: false,
};

/** ISO date; "" when nothing is typed, null when it is no real day. */
export function birthDate(form: Form, today: string): string | null {
  const { birth_day: day, birth_month: month, birth_year: year } = form;
  if (!day && !month && !year) return "";
  if (!/^\d{4}$/.test(year)) return null;
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  const text = Number.isNaN(date.getTime()) ? "" : date.toISOString().slice(0, 10);
  const asked = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  return text === asked && text <= today && year >= "1900" ? text : null;
}

/** Message keys by field; empty when all may be sent. */
export function problemsOf(form: Form, today: string): Errors {
  const errors: Errors = {};
  if (!form.given_name.trim()) errors.given_name = "error.given_name";
  if (!form.family_name.trim()) errors.family_name = "error.family_name";
  const digits = form.phone.replace(/\D/g, "").length;
  if (digits < 6 || digits > 17) errors.phone = "error.phone";
  if (form.email.trim() && !/^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(form.email.trim())) errors.email = "error.email";
  if (birthDate(form, today) === null) errors.birth_date = "error.birth_date";
  if (!form.terms) errors.terms = "error.terms";
  return errors;
}

/** The body's `patient`, optional parts left out when empty. */
export function patientOf(form: Form, today: string): Record<string, string> {
  const email = form.email.trim();
  const born = birthDate(form, today);
  return {
    given_name: form.given_name.trim(),
    family_name: form.family_name.trim(),
    phone: form.phone.trim(),
    ...(email && { email }),
    ...(born && { birth_date: born }),
  };
}

const KNOWN: Field[] = ["given_name", "family_name", "phone", "email", "birth_date", "note", "terms", "code"];

/** The API's 422 field paths ("patient.phone", "consents.terms") as the form's own errors. */
export function refusedFields(fields: Record<string, unknown>): Errors {
  const errors: Errors = {};
  for (const path of Object.keys(fields)) {
    const name = path.split(".").pop() as Field;
    if (KNOWN.includes(name)) errors[name] = `error.${name}`;
  }
  return errors;
}
