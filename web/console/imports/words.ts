/** Fields, refusals and broken files of an import in the reader's words: the API tells them as codes. */
import type { Key, T } from "../i18n";

const FIELDS: Record<string, Key> = {
  full_name: "field.fullName", given_name: "field.givenName", middle_name: "field.middleName", family_name: "field.familyName",
  title: "field.title", birth_date: "field.birthDate", gender: "field.gender", phone: "field.phone", phone2: "field.phone2",
  email: "field.email", language: "patient.language", address: "field.address", postcode: "field.postcode", city: "field.city",
  external_id: "patient.externalId", marketing_consent: "field.consent", note: "field.note",
};
const REASONS = new Set([
  "extra_cells", "no_name", "name_too_long", "no_identity", "phone_damaged", "phone_invalid", "date_incomplete", "date_invalid",
  "date_future", "external_id_too_long", "ambiguous", "contradiction",
]);
const FILE_PROBLEMS: Record<string, Key> = {
  empty: "import.file.empty", too_large: "import.file.too_large", too_many_rows: "import.file.too_many_rows",
  xls_not_supported: "import.file.xls_not_supported", password_protected: "import.file.password_protected",
  html_not_supported: "import.file.html_not_supported", unsupported_format: "import.file.unsupported_format",
  damaged: "import.file.damaged", bomb: "import.file.damaged", changed: "import.file.changed", missing: "import.file.missing",
};

export const fieldName = (field: string, t: T): string => (FIELDS[field] ? t(FIELDS[field]) : field);

/** Why a row was refused; a code that is new to this page reads as "could not be read". */
export function refusalWords(reason: string | null, t: T): string {
  return t((reason && REASONS.has(reason) ? `import.reason.${reason}` : "import.reason.other") as Key);
}

/** What is wrong with the file as a whole, if the code says so. */
export function fileProblem(code: string | null | undefined, t: T): string | null {
  const key = FILE_PROBLEMS[code ?? ""];
  return key ? t(key) : null;
}
