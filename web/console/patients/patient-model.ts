/** The patient form's values and what of them goes to the API. Pure. */
import type { Patient } from "../../shared/types";

export type PatientValues = {
  given_name: string;
  family_name: string;
  phone: string;
  email: string;
  birth_date: string;
  gender: string;
  language: string;
  address: string;
  note: string;
  marketing_sms: boolean;
  marketing_email: boolean;
};

const TEXTS = ["given_name", "family_name", "phone", "email", "birth_date", "gender", "language", "address", "note"] as const;

export function valuesOf(patient: Patient | undefined): PatientValues {
  const texts = Object.fromEntries(TEXTS.map((name) => [name, patient?.[name] ?? ""])) as Omit<
    PatientValues, "marketing_sms" | "marketing_email"
  >;
  return {
    ...texts,
    marketing_sms: patient?.consents.marketing_sms ?? false,
    marketing_email: patient?.consents.marketing_email ?? false,
  };
}

/** Empty fields are null: "none", not an empty text. Consents that the form does not show stay as they were. */
export function patientBody(values: PatientValues, known: Patient | undefined): Record<string, unknown> {
  const { marketing_sms, marketing_email, ...texts } = values;
  const filled = Object.entries(texts).map(([name, text]) => [name, text.trim() || null] as const);
  const body = Object.fromEntries(known ? filled : filled.filter(([, text]) => text !== null));
  const consents = { ...known?.consents, marketing_sms, marketing_email };
  return { ...body, consents, ...(known ? { version: known.version } : {}) };
}
