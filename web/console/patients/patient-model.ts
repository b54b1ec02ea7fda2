/** The patient form's values and what of them goes to the API. Pure. */
import type { Patient } from "../../shared/types";

const TEXTS = ["given_name", "family_name", "phone", "email", "birth_date", "gender", "language", "address", "note", "preferred_contact"] as const;
type Text = (typeof TEXTS)[number];
export type PatientValues = Record<Text, string> & { marketing_sms: boolean };

export function valuesOf(patient: Patient | undefined): PatientValues {
  const texts = Object.fromEntries(TEXTS.map((name) => [name, patient?.[name] ?? ""])) as Record<Text, string>;
  return { ...texts, marketing_sms: patient?.consents.marketing_sms?.given ?? false };
}

/** A new patient is what was filled in; a known one is emptied by empty texts, phone and birth date by null. */
export function patientBody(values: PatientValues, known: Patient | undefined): Record<string, unknown> {
  const { marketing_sms, ...texts } = values;
  const trimmed = Object.entries(texts).map(([name, text]) => [name, text.trim()] as const);
  if (!known) return Object.fromEntries(trimmed.filter(([, text]) => text));
  const body = Object.fromEntries(trimmed.filter(([name, text]) => text || name !== "language"));
  const emptied = { phone: texts.phone.trim() || null, birth_date: texts.birth_date || null };
  return { ...body, ...emptied, marketing_sms, version: known.version };
}
