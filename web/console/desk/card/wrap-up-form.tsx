/** What came of the call: noted while it goes on or in the time after it, then the operator is free again. */
import { Button, Select, Textarea } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useEffect, useState } from "react";
import type { Call, WrappedOutcome } from "../../api/call-shapes";
import { wrapUp } from "../../api/send";
import { useT } from "../../i18n";
import { FormProblem } from "../../parts/form";
import { said } from "../../parts/say";
import { sayRefused } from "../say-phone";
import type { PhoneCall } from "../phone/call-model";
import { phone } from "../phone/use-phone";
import css from "./card.module.css";

/** The note's field, for the key that leads there. */
export const NOTE = "call-note";
export const OUTCOMES: WrappedOutcome[] = ["answered", "booked", "moved", "cancelled", "confirmed", "question", "no_answer", "other"];

type Props = { call: PhoneCall; known: Call | undefined; patientId: string | undefined; booked: boolean; stranger: boolean };

export function WrapUpForm({ call, known, patientId, booked, stranger }: Props) {
  const t = useT();
  const cache = useQueryClient();
  const [outcome, setOutcome] = useState<WrappedOutcome | null>(null);
  const [note, setNote] = useState("");
  const over = call.state === "wrapUp";
  useEffect(() => {
    if (known?.wrapped_up && !note) setNote(known.note);
  }, [known?.wrapped_up]);
  // Whoever hung up and types nowhere else goes on here.
  useEffect(() => {
    if (over && document.activeElement === document.body) document.getElementById(NOTE)?.focus();
  }, [over]);
  const free = (): void => void phone.clear().catch(() => sayRefused(t));
  const save = useMutation({
    mutationFn: () => wrapUp(call.callId, { outcome: chosen, note: note.trim(), ...(patientId ? { patient_id: patientId } : {}) }),
    onSuccess: () => {
      said(t("wrap.saved"));
      for (const name of ["calls", "pop", "timeline", "inquiries"]) void cache.invalidateQueries({ queryKey: [name] });
      if (over) free();
    },
  });
  const chosen = outcome ?? (booked ? "booked" : "answered");
  if (call.state === "ringing" || call.state === "dialling") return null;
  if (call.state === "missed") return <Missed onFree={free} />;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <form className={css.wrap} onSubmit={submit} aria-label={t("wrap.title")}>
      <FormProblem error={save.error} />
      <Textarea id={NOTE} dir="auto" label={t(stranger ? "wrap.about" : "wrap.note")} autosize minRows={over ? 3 : 2} maxRows={6} maxLength={2000} value={note}
        onChange={(event) => setNote(event.currentTarget.value)} />
      <Select label={t("wrap.outcome")} value={chosen} onChange={(value) => setOutcome(value as WrappedOutcome | null)}
        data={OUTCOMES.map((value) => ({ value, label: t(`call.outcome.${value}`) }))} comboboxProps={{ withinPortal: true }} />
      <div className={css.buttons}>
        <Button type="submit" loading={save.isPending}>{t(over ? "wrap.saveAndFree" : "wrap.save")}</Button>
        {over && <Button variant="subtle" onClick={free}>{t("wrap.skip")}</Button>}
      </div>
    </form>
  );
}

function Missed({ onFree }: { onFree: () => void }) {
  const t = useT();
  return (
    <div className={css.wrap}>
      <p>{t("wrap.missed")}</p>
      <Button onClick={onFree}>{t("wrap.freeAgain")}</Button>
    </div>
  );
}
