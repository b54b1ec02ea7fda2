/** How to reach a patient, and what is known besides. */
import type { ReactNode } from "react";
import { formatDate, formatInstant } from "../../shared/format";
import { LANGUAGE_NAMES, type Language } from "../../shared/i18n";
import type { Patient } from "../../shared/types";
import { todayIn } from "../calendar/wall";
import { type Key, useWords } from "../i18n";
import { useSession } from "../parts/use-session";
import css from "./patients.module.css";

const GENDERS: Record<string, Key> = { female: "gender.female", male: "gender.male", other: "gender.other" };

export function PatientDetails({ patient }: { patient: Patient }) {
  const { t, locale } = useWords();
  const { clinic } = useSession();
  const gender = patient.gender ? GENDERS[patient.gender] : undefined;
  const rows: [string, ReactNode][] = [
    [t("field.phone"), patient.phone && <a href={`tel:${patient.phone}`} className="numbers">{patient.phone_display || patient.phone}</a>],
    [t("field.email"), patient.email && <a href={`mailto:${patient.email}`}>{patient.email}</a>],
    [t("field.birthDate"), patient.birth_date && birth(patient.birth_date)],
    [t("field.gender"), gender && t(gender)],
    [t("patient.language"), patient.language && (LANGUAGE_NAMES[patient.language as Language] ?? patient.language)],
    [t("patient.preferred"), patient.preferred_contact && t(`patient.preferred.${patient.preferred_contact}`)],
    [t("field.address"), patient.address],
    [t("field.note"), patient.note],
    [t("patient.marketing"), t(patient.consents.marketing_sms?.given ? "common.yes" : "common.no")],
    [t("patient.since"), formatInstant(patient.created_at, clinic.zone, locale)],
  ];
  function birth(date: string): string {
    return t("patient.bornAge", { date: formatDate(date, locale), age: ageOn(date, todayIn(clinic.zone)) });
  }
  return (
    <dl className={css.facts}>
      {rows.filter(([, value]) => value).map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Whole years lived on a day, both as YYYY-MM-DD. */
export function ageOn(birthDate: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return day.slice(5) < birthDate.slice(5) ? years - 1 : years;
}
