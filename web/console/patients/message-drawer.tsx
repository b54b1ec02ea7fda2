/** One SMS from the clinic to a patient. */
import { Textarea } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { newKey } from "../../shared/problem";
import { send } from "../api/send";
import { useT } from "../i18n";
import { FormDrawer, useSave } from "../parts/form";
import { said } from "../parts/say";
import { smsParts } from "./sms-parts";

type Props = { patientId: string; name: string; quote?: string | null; onSent?: () => void; onClose: () => void };

export function MessageDrawer({ patientId, name, quote, onSent, onClose }: Props) {
  const t = useT();
  const cache = useQueryClient();
  const key = useRef(newKey());
  const form = useForm({
    initialValues: { body: "" },
    validate: { body: (text) => (text.trim() ? null : t("message.needText")) },
    onValuesChange: () => (key.current = newKey()),
  });
  const { submit, busy, problem } = useSave({
    form,
    save: ({ body }) => send("POST", "/api/patients/{patient_id}/messages", { patient_id: patientId }, { body: body.trim() }, key.current),
    onSaved: () => {
      void cache.invalidateQueries({ queryKey: ["timeline", patientId] });
      said(t("message.sent", { name }));
      onSent?.();
      onClose();
    },
  });
  const { characters, parts } = smsParts(form.values.body);
  return (
    <FormDrawer title={t("message.to", { name })} form={form} onClose={onClose} onSubmit={submit} busy={busy} problem={problem}
      submitLabel={t("message.send")}>
      {quote && <blockquote style={{ margin: 0, paddingInlineStart: 12, borderInlineStart: "3px solid var(--fd-line-strong)" }}>{quote}</blockquote>}
      <Textarea label={t("message.text")} data-autofocus autosize minRows={5} maxRows={12} maxLength={1000}
        description={t("message.length", { characters, parts })} {...form.getInputProps("body")} />
    </FormDrawer>
  );
}
