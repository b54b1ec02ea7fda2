/** Somebody to be called back: how often they tried, until when, and how it was settled. */
import { Button, Menu } from "@mantine/core";
import { IconPhoneX } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { formatInstant } from "../../../shared/format";
import type { MissedCall } from "../../api/call-shapes";
import { now } from "../../api/clock";
import { settleMissed } from "../../api/send";
import { useWords } from "../../i18n";
import { said, sayFailed } from "../../parts/say";
import { Status } from "../../parts/status";
import { useSession } from "../../parts/use-session";
import { CallBack } from "./call-back";
import css from "./calls.module.css";

const SETTLED = ["reached", "unreachable", "not_needed"] as const;

export function MissedRow({ missed }: { missed: MissedCall }) {
  const { t, locale } = useWords();
  const { zone } = useSession().clinic;
  const at = (instant: string): string => formatInstant(instant, zone, locale);
  const open = missed.status === "open";
  const late = open && Date.parse(missed.due_at) < now().getTime();
  return (
    <li className={css.row}>
      <span className={css.icon} data-missed={open || undefined}><IconPhoneX size={18} stroke={1.7} aria-hidden /></span>
      <div className={css.main}>
        <div className={css.head}>
          <span className={css.who}>
            {missed.patient ? <Link to="/patients/$patientId" params={{ patientId: missed.patient.id }}><bdi>{missed.patient.name}</bdi></Link> : <bdi>{missed.number_display || missed.number || t("call.withheld")}</bdi>}
          </span>
          <Status tone={open ? "warn" : "plain"}>{t(`missed.reason.${missed.reason}`)}</Status>
          {missed.count > 1 && <Status>{t("missed.times", { count: missed.count })}</Status>}
          {missed.outcome && <Status tone="good">{t(`missed.outcome.${missed.outcome}`)}</Status>}
        </div>
        <p className={`${css.facts} numbers`}>
          <time dateTime={missed.last_at}>{at(missed.last_at)}</time>
          {missed.patient && <bdi>{missed.number_display || missed.number}</bdi>}
          {open && <span className={late ? css.late : undefined}>{t(late ? "missed.late" : "missed.due", { time: at(missed.due_at) })}</span>}
          <span>{t(`missed.text.${missed.text}`, { time: missed.text_at ? at(missed.text_at) : "" })}</span>
        </p>
      </div>
      {open && (
        <div className={css.actions}>
          <CallBack number={missed.number} refused={missed.calls_refused} primary />
          <Settle missed={missed} />
        </div>
      )}
    </li>
  );
}

function Settle({ missed }: { missed: MissedCall }) {
  const { t } = useWords();
  const cache = useQueryClient();
  const settle = useMutation({
    mutationFn: (outcome: (typeof SETTLED)[number]) => settleMissed(missed.id, outcome, missed.version),
    onSuccess: () => said(t("missed.settled")),
    onError: (error) => sayFailed(error, t),
    onSettled: () => cache.invalidateQueries({ queryKey: ["missed"] }),
  });
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <Button size="sm" h={32} px="sm" variant="default" loading={settle.isPending}>{t("missed.settle")}</Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t("inquiry.whatCameOfIt")}</Menu.Label>
        {SETTLED.map((outcome) => <Menu.Item key={outcome} onClick={() => settle.mutate(outcome)}>{t(`missed.outcome.${outcome}`)}</Menu.Item>)}
      </Menu.Dropdown>
    </Menu>
  );
}
