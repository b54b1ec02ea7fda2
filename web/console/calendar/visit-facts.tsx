/** Who, what, when, where and how a visit came about. */
import { Anchor } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { formatInstant, formatLongDay, formatTime } from "../../shared/format";
import type { Appointment } from "../../shared/types";
import { useWords } from "../i18n";
import { endOf } from "./board-data";
import css from "./visit-drawer.module.css";
import { VisitStatus } from "./visit-status";

export function VisitFacts({ visit }: { visit: Appointment }) {
  const { t, locale } = useWords();
  const rows: [string, string | null][] = [
    [t("visit.practitioner"), visit.practitioner_name],
    [t("visit.room"), visit.room_name],
    [t("visit.branch"), visit.branch_name],
    [t("visit.source"), t(`source.${visit.source}`)],
    [t("visit.booked"), formatInstant(visit.created_at, visit.zone, locale)],
    [t("visit.movedCount"), visit.moved_count ? String(visit.moved_count) : null],
    [t("visit.note"), visit.note],
    [t("visit.cancelReason"), visit.cancel_reason],
  ];
  return (
    <>
      <div className={css.head}>
        <div>
          <h2 className={css.name}>
            <Anchor component={Link} to={`/patients/${visit.patient.id}`} inherit>
              {visit.patient.name}
            </Anchor>
          </h2>
          <a href={`tel:${visit.patient.phone}`} className="numbers soft">
            {visit.patient.phone_display || visit.patient.phone}
          </a>
        </div>
        <VisitStatus visit={visit} />
      </div>
      <div className={css.when}>
        <strong>{visit.service_name}</strong>
        <span className="numbers">
          {formatLongDay(visit.wall, locale)}, {formatTime(visit.wall, locale)}–{formatTime(endOf(visit), locale)}
        </span>
      </div>
      <dl className={css.facts}>
        {rows.filter(([, value]) => value).map(([label, value]) => (
          <Row key={label} label={label} value={value ?? ""} />
        ))}
      </dl>
    </>
  );
}

function Row({ label, value }: { label: string; value: string }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </>
  );
}
