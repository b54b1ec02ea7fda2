/** One call: with whom, what came of it, how long, and its recording. */
import { IconPhoneIncoming, IconPhoneOutgoing, IconPhoneX } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { formatInstant } from "../../../shared/format";
import type { Call } from "../../api/call-shapes";
import { type T, useWords } from "../../i18n";
import { Status, type Tone } from "../../parts/status";
import { useSession } from "../../parts/use-session";
import { otherSide, secondsWords } from "../words";
import { CallBack } from "./call-back";
import css from "./calls.module.css";
import { Recording } from "./recording";

export function toneOf({ outcome, missed }: Pick<Call, "outcome" | "missed">): Tone {
  if (missed) return "bad";
  if (!outcome) return "accent";
  return ["booked", "moved", "confirmed", "answered"].includes(outcome) ? "good" : "plain";
}

const iconOf = (call: Call): typeof IconPhoneX => (call.missed ? IconPhoneX : call.direction === "inbound" ? IconPhoneIncoming : IconPhoneOutgoing);

function facts(call: Call, locale: string, t: T): string[] {
  return [
    call.patient ? call.number_display || call.number : "",
    call.agent?.name ?? "",
    call.wait_seconds ? t("call.waited", { time: secondsWords(call.wait_seconds, locale) }) : "",
    call.talk_seconds ? t("call.talked", { time: secondsWords(call.talk_seconds, locale) }) : "",
  ].filter(Boolean);
}

export function CallRow({ call }: { call: Call }) {
  const { t, locale } = useWords();
  const { zone } = useSession().clinic;
  const Icon = iconOf(call);
  return (
    <li className={css.row}>
      <span className={css.icon} data-missed={call.missed || undefined}>
        <Icon size={18} stroke={1.7} aria-label={t(`call.${call.direction}`)} />
      </span>
      <div className={css.main}>
        <div className={css.head}>
          <span className={css.who}>
            {call.patient ? <Link to="/patients/$patientId" params={{ patientId: call.patient.id }}><bdi>{call.patient.name}</bdi></Link> : <bdi>{otherSide(call, t)}</bdi>}
          </span>
          <Status tone={toneOf(call)}>{t(call.outcome ? `call.outcome.${call.outcome}` : `call.status.${call.status}`)}</Status>
          <Promised call={call} />
        </div>
        <p className={`${css.facts} numbers`}>
          <time dateTime={call.started_at}>{formatInstant(call.started_at, zone, locale)}</time>
          {facts(call, locale, t).map((fact) => <bdi key={fact}>{fact}</bdi>)}
        </p>
        {call.note && <p className={css.note} dir="auto">{call.note}</p>}
      </div>
      <div className={css.actions}>
        <Recording call={call} />
        {call.status === "ended" && <CallBack number={call.callback?.state === "pending" ? call.callback.number : call.number} refused={call.calls_refused} />}
      </div>
    </li>
  );
}

function Promised({ call }: { call: Call }) {
  const { t, locale } = useWords();
  const { zone } = useSession().clinic;
  const { callback } = call;
  if (!callback) return null;
  const tone: Tone = callback.state === "kept" ? "good" : callback.state === "broken" ? "bad" : "warn";
  return <Status tone={tone}>{t(`call.promise.${callback.state}`, { until: formatInstant(callback.until, zone, locale) })}</Status>;
}
