/** One person at the phone: what they come for, what was, what waits. */
import { Button } from "@mantine/core";
import { IconCalendarPlus } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { formatDate, formatInstant, formatMoment } from "../../../shared/format";
import type { Appointment, TimelineEntry } from "../../../shared/types";
import type { PopPerson } from "../../api/call-shapes";
import { VisitStatus } from "../../calendar/visit-status";
import { useT, useWords } from "../../i18n";
import { reasonText } from "../../inquiries/words";
import { messageTitle } from "../../patients/message-state";
import { Status } from "../../parts/status";
import { useSession } from "../../parts/use-session";
import css from "./card.module.css";

type Props = { person: PopPerson; onVisit: (id: string) => void; onBook: () => void };

export function PersonFacts({ person, onVisit, onBook }: Props) {
  const { t, locale } = useWords();
  const { patient, note, next_visit: next, last_visit: last } = person;
  return (
    <div className={css.facts}>
      <div className={css.line}>
        <Link to="/patients/$patientId" params={{ patientId: patient.id }} className={css.link}><bdi>{patient.name}</bdi></Link>
        {patient.birth_date && <span className="numbers soft">{formatDate(patient.birth_date, locale)}</span>}
      </div>
      {note && <p className={css.note} dir="auto">{note}</p>}
      <Visit title={t("card.nextVisit")} visit={next} none={t("card.noNextVisit")} onOpen={onVisit} />
      <Button variant={next ? "default" : "filled"} leftSection={<IconCalendarPlus size={16} aria-hidden />} onClick={onBook}>{t("patient.book")}</Button>
      {person.open_inquiries.length > 0 && (
        <section>
          <h3 className={css.label}>{t("card.open")}</h3>
          <ul className={css.list}>
            {person.open_inquiries.map((inquiry) => (
              <li key={inquiry.id}>
                <Status tone="warn">{reasonText(inquiry.reason, t)}</Status> <bdi>{inquiry.text}</bdi>
              </li>
            ))}
          </ul>
        </section>
      )}
      <Visit title={t("card.lastVisit")} visit={last} onOpen={onVisit} />
      <Contacts entries={person.last_contacts} />
    </div>
  );
}

type VisitProps = { title: string; visit: Appointment | null; none?: string; onOpen: (id: string) => void };

function Visit({ title, visit, none, onOpen }: VisitProps) {
  const { t, locale } = useWords();
  if (!visit && !none) return null;
  return (
    <section>
      <h3 className={css.label}>{title}</h3>
      {visit ? (
        <button type="button" className={css.visit} onClick={() => onOpen(visit.id)} aria-label={t("card.openVisit", { visit: `${visit.service_name}, ${formatMoment(visit.wall, locale)}` })}>
          <span className={css.visitHead}>
            <strong className="numbers">{formatMoment(visit.wall, locale)}</strong>
            <VisitStatus visit={visit} />
          </span>
          <span className="soft"><bdi>{visit.service_name}</bdi> · <bdi>{visit.practitioner_name}</bdi></span>
        </button>
      ) : (
        <p className={css.none}>{none}</p>
      )}
    </section>
  );
}

function Contacts({ entries }: { entries: TimelineEntry[] }) {
  const t = useT();
  if (!entries.length) return null;
  return (
    <section>
      <h3 className={css.label}>{t("card.lastContacts")}</h3>
      <ul className={css.list}>
        {entries.map((entry) => <Contact key={`${entry.kind}${entry.at}`} entry={entry} />)}
      </ul>
    </section>
  );
}

function Contact({ entry }: { entry: TimelineEntry }) {
  const { t, locale } = useWords();
  const { zone } = useSession().clinic;
  const words =
    entry.kind === "appointment" ? entry.appointment.service_name
    : entry.kind === "message" ? messageTitle(entry.message, t)
    : `${t(`source.${entry.inquiry.source}`)}: ${reasonText(entry.inquiry.reason, t)}`;
  return (
    <li className={css.contact}>
      <span>{words}</span>
      <time dateTime={entry.at} className="numbers soft">{formatInstant(entry.at, zone, locale)}</time>
    </li>
  );
}
