/** Cancels a visit with its reason; the toast afterwards takes it back. */
import { Alert, Button, Chip, Group, Switch, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import type { Appointment } from "../../shared/types";
import { type Key, useT } from "../i18n";
import { sentenceOf } from "../parts/say";
import { useCancel } from "./use-visits";
import css from "./visit-drawer.module.css";

const REASONS: Key[] = ["cancel.patientAsked", "cancel.patientIll", "cancel.doctorAway", "cancel.mistake"];
type Props = { visit: Appointment; onBack: () => void; onDone: () => void };

export function CancelForm({ visit, onBack, onDone }: Props) {
  const t = useT();
  const [reason, setReason] = useState("");
  const [notify, setNotify] = useState(true);
  const cancel = useCancel(onDone);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    cancel.mutate({ visit, reason: reason.trim(), notify });
  };
  return (
    <form className={css.form} onSubmit={submit}>
      {cancel.error && <Alert color="red" role="alert">{sentenceOf(cancel.error, t)}</Alert>}
      <Group gap="xs" role="group" aria-label={t("cancel.usual")}>
        {REASONS.map((key) => (
          <Chip key={key} checked={reason === t(key)} onChange={() => setReason(t(key))}>
            {t(key)}
          </Chip>
        ))}
      </Group>
      <TextInput label={t("cancel.reason")} required withAsterisk={false} maxLength={200} value={reason} data-autofocus
        onChange={(event) => setReason(event.currentTarget.value)} />
      <Switch label={t("visit.notifyCancel")} checked={notify} onChange={(event) => setNotify(event.currentTarget.checked)} />
      <div className={css.foot}>
        <Button variant="default" onClick={onBack}>{t("common.back")}</Button>
        <Button type="submit" color="red" disabled={!reason.trim()} loading={cancel.isPending}>
          {t("visit.cancelSubmit")}
        </Button>
      </div>
    </form>
  );
}
