/** The numbers that the clinic got: patients ring one, and their texts come from the other. */
import type { Clinic } from "../../shared/types";
import { useT } from "../i18n";
import { Panel } from "../parts/panel";
import css from "./clinic-line.module.css";

export function ClinicLine({ clinic }: { clinic: Clinic }) {
  const t = useT();
  return (
    <Panel title={t("line.title")} text={t("line.text")}>
      <dl className={css.numbers}>
        <Number name={t("line.calls")} number={clinic.voice_number} />
        <Number name={t("line.texts")} number={clinic.sms_number} />
      </dl>
    </Panel>
  );
}

function Number({ name, number }: { name: string; number: string | null }) {
  const t = useT();
  return (
    <div>
      <dt>{name}</dt>
      <dd>{number ? <bdi dir="ltr">{number}</bdi> : t("line.none")}</dd>
    </div>
  );
}
