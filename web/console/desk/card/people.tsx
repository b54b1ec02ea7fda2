/** A family on one number: who of them is it? */
import type { PopPerson } from "../../api/call-shapes";
import { PatientFacts } from "../../calendar/patient-choice";
import { useT } from "../../i18n";
import css from "./card.module.css";

type Props = { people: PopPerson[]; chosen: PopPerson | null; onChoose: (id: string) => void };

export function People({ people, chosen, onChoose }: Props) {
  const t = useT();
  return (
    <div className={css.people} role="group" aria-label={t("card.whoIsIt")}>
      <p className={css.label}>{t("card.whoIsIt")}</p>
      {people.map(({ patient }) => (
        <button key={patient.id} type="button" className={css.person} aria-pressed={chosen?.patient.id === patient.id} onClick={() => onChoose(patient.id)}>
          <span className={css.personName}><bdi>{patient.name}</bdi></span>
          <PatientFacts hit={{ ...patient, phone: null, phone_display: null }} />
        </button>
      ))}
    </div>
  );
}
