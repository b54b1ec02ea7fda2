/** Visits, messages and inquiries of a patient in the order in which they happened. */
import { IconCalendarEvent, IconHistory, IconMailForward, IconMessageCircle, IconMessageReply } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ComponentType, ReactNode } from "react";
import { formatInstant, formatMoment } from "../../shared/format";
import type { Appointment, Inquiry, Message, TimelineEntry } from "../../shared/types";
import { queries } from "../api/queries";
import { VisitStatus } from "../calendar/visit-status";
import { useT, useWords } from "../i18n";
import { outcomeText, reasonText } from "../inquiries/words";
import { ShowMore } from "../parts/more";
import { Panel } from "../parts/panel";
import { Empty, Loaded, RowsSkeleton } from "../parts/states";
import { Status } from "../parts/status";
import { useSession } from "../parts/use-session";
import { becauseWords } from "./because";
import { inOrder } from "./in-order";
import { MessageState, messageTitle } from "./message-state";
import css from "./timeline.module.css";

export function PatientTimeline({ patientId }: { patientId: string }) {
  const t = useT();
  const query = useInfiniteQuery(queries.timeline(patientId));
  return (
    <Panel title={t("timeline.title")} flush>
      <Loaded query={query} skeleton={<RowsSkeleton rows={6} height={76} />}>
        {({ pages }) => {
          const entries = inOrder(pages.flatMap((page) => page.items));
          if (!entries.length) return <Empty icon={IconHistory} title={t("timeline.empty")} text={t("timeline.emptyText")} />;
          return (
            <>
              <ol className={css.list}>
                {entries.map((entry) => <Entry key={keyOf(entry)} entry={entry} />)}
              </ol>
              <ShowMore query={query} />
            </>
          );
        }}
      </Loaded>
    </Panel>
  );
}

function keyOf(entry: TimelineEntry): string {
  const id = entry.kind === "appointment" ? entry.appointment.id : entry.kind === "message" ? entry.message.id : entry.inquiry.id;
  return `${entry.kind}:${id}`;
}

function Entry({ entry }: { entry: TimelineEntry }) {
  if (entry.kind === "appointment") return <VisitEntry visit={entry.appointment} at={entry.at} />;
  if (entry.kind === "message") return <MessageEntry message={entry.message} at={entry.at} />;
  return <InquiryEntry inquiry={entry.inquiry} at={entry.at} />;
}

type LineProps = {
  icon: ComponentType<{ size?: number; stroke?: number; "aria-hidden"?: boolean }>;
  at: string;
  title: ReactNode;
  state: ReactNode;
  children?: ReactNode;
};

function Line({ icon: Icon, at, title, state, children }: LineProps) {
  const { locale } = useWords();
  const { clinic } = useSession();
  return (
    <li className={css.entry}>
      <span className={css.icon}>
        <Icon size={16} stroke={1.7} aria-hidden />
      </span>
      <div className={css.main}>
        <div className={css.head}>
          <span className={css.title}>{title}</span>
          {state}
          <time dateTime={at} className={css.at}>{formatInstant(at, clinic.zone, locale)}</time>
        </div>
        {children}
      </div>
    </li>
  );
}

function VisitEntry({ visit, at }: { visit: Appointment; at: string }) {
  const { t, locale } = useWords();
  const day = visit.wall.slice(0, 10);
  return (
    <Line icon={IconCalendarEvent} at={at} state={<VisitStatus visit={visit} />} title={
      <Link to="/calendar" search={{ date: day, branch: visit.branch_id, doctor: visit.practitioner_id, visit: visit.id }}>
        {visit.service_name}
      </Link>
    }>
      <p className={`${css.text} numbers`}>
        {t("timeline.visit", { when: formatMoment(visit.wall, locale), doctor: visit.practitioner_name, source: t(`source.${visit.source}`) })}
      </p>
      {visit.cancel_reason && <p className={css.because}>{visit.cancel_reason}</p>}
    </Line>
  );
}

function MessageEntry({ message, at }: { message: Message; at: string }) {
  const { t, locale } = useWords();
  const { zone } = useSession().clinic;
  const inbound = message.direction === "inbound";
  return (
    <Line icon={inbound ? IconMessageReply : IconMailForward} at={at} title={messageTitle(message, t)} state={<MessageState message={message} />}>
      {message.body && <p className={inbound ? css.heard : css.said}>{message.body}</p>}
      {message.because && <p className={css.because}>{t("message.because", { because: becauseWords(message.because, { t, locale, zone }) })}</p>}
    </Line>
  );
}

function InquiryEntry({ inquiry, at }: { inquiry: Inquiry; at: string }) {
  const t = useT();
  return (
    <Line icon={IconMessageCircle} at={at} title={reasonText(inquiry.reason, t)}
      state={<Status tone={inquiry.status === "open" ? "warn" : "plain"}>{t(`inquiry.${inquiry.status}`)}</Status>}>
      <p className={css.text}>
        {[t(`source.${inquiry.source}`), inquiry.outcome && outcomeText(inquiry.outcome, t)].filter(Boolean).join(" · ")}
      </p>
      {inquiry.text && <p className={css.heard}>{inquiry.text}</p>}
    </Line>
  );
}
