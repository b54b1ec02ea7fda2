/** One inquiry: the patient's words, where they came from, and the next step. */
import { Button, Menu } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { formatInstant } from "../../shared/format";
import type { Inquiry } from "../../shared/types";
import { send } from "../api/send";
import { useT, useWords } from "../i18n";
import { MessageDrawer } from "../patients/message-drawer";
import { sayFailed, sayUndoable } from "../parts/say";
import { Status } from "../parts/status";
import { useSession } from "../parts/use-session";
import css from "./inquiries.module.css";
import { OUTCOMES, outcomeText, reasonText } from "./words";

export function InquiryRow({ inquiry }: { inquiry: Inquiry }) {
  const { t, locale } = useWords();
  const { clinic } = useSession();
  const [writing, setWriting] = useState(false);
  const change = useChange(inquiry);
  const { patient } = inquiry;
  const open = inquiry.status === "open";
  return (
    <li className={css.row}>
      <div className={css.main}>
        <div className={css.head}>
          <span className={css.who}>
            {patient ? <Link to="/patients/$patientId" params={{ patientId: patient.id }}>{patient.name}</Link> : inquiry.phone || t("inquiry.unknown")}
          </span>
          <Status tone={open ? "warn" : "plain"}>{reasonText(inquiry.reason, t)}</Status>
          {!open && inquiry.outcome && <Status tone="good">{outcomeText(inquiry.outcome, t)}</Status>}
        </div>
        {inquiry.text && <p className={css.text}>{inquiry.text}</p>}
        <p className={css.facts}>
          <span>{t(`source.${inquiry.source}`)}</span>
          <Campaign campaign={inquiry.campaign} />
          <time dateTime={inquiry.created_at} className="numbers">{formatInstant(inquiry.created_at, clinic.zone, locale)}</time>
          {inquiry.appointment_id && (
            <Link to="/calendar" search={{ visit: inquiry.appointment_id }}>{t("inquiry.visit")}</Link>
          )}
        </p>
      </div>
      <div className={css.actions}>
        {open && patient && (
          <Button size="sm" h={32} px="sm" variant="default" onClick={() => setWriting(true)}>{t("inquiry.reply")}</Button>
        )}
        {open ? <CloseMenu onClose={(outcome) => change.mutate({ status: "closed", outcome })} /> : (
          <Button size="sm" h={32} px="sm" variant="subtle" onClick={() => change.mutate({ status: "open" })}>{t("inquiry.reopen")}</Button>
        )}
      </div>
      {writing && patient && (
        <MessageDrawer patientId={patient.id} name={patient.name} quote={inquiry.text} onClose={() => setWriting(false)}
          onSent={() => change.mutate({ status: "closed", outcome: "answered" })} />
      )}
    </li>
  );
}

function useChange(inquiry: Inquiry) {
  const t = useT();
  const cache = useQueryClient();
  const refresh = () => cache.invalidateQueries({ queryKey: ["inquiries"] });
  const patch = (body: object) =>
    send<Inquiry>("PATCH", "/api/inquiries/{inquiry_id}", { inquiry_id: inquiry.id }, body);
  return useMutation({
    mutationFn: (body: { status: "open" | "closed"; outcome?: string }) => patch({ ...body, version: inquiry.version }),
    onSuccess: (saved, { status }) => {
      if (status === "closed") {
        sayUndoable(t("inquiry.closedNow"), t("common.undo"), () => void patch({ status: "open", version: saved.version }).then(refresh, (error) => sayFailed(error, t)));
      }
    },
    onError: (error) => sayFailed(error, t),
    onSettled: refresh,
  });
}

function CloseMenu({ onClose }: { onClose: (outcome: string) => void }) {
  const t = useT();
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <Button size="sm" h={32} px="sm" variant="light">{t("inquiry.close")}</Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t("inquiry.whatCameOfIt")}</Menu.Label>
        {OUTCOMES.map((outcome) => (
          <Menu.Item key={outcome} onClick={() => onClose(outcome)}>{outcomeText(outcome, t)}</Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

/** Where the patient came from, as the page of the clinic said. */
function Campaign({ campaign }: { campaign: Inquiry["campaign"] }) {
  const parts = [campaign?.utm_source, campaign?.utm_campaign ?? campaign?.utm_medium].filter(Boolean);
  if (!parts.length) return null;
  return <span title={campaign?.page ?? campaign?.referrer}>{parts.join(" / ")}</span>;
}
