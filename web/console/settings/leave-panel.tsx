/** Days and hours when a practitioner is away. */
import { ActionIcon, Button, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { IconBeach, IconPlus, IconTrash } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { formatMoment } from "../../shared/format";
import { newKey } from "../../shared/problem";
import type { Leave, Practitioner } from "../../shared/types";
import { queries } from "../api/queries";
import { send } from "../api/send";
import { todayIn } from "../calendar/wall";
import { useT, useWords } from "../i18n";
import { DateField } from "../parts/date-field";
import { FormDrawer, useSave } from "../parts/form";
import formCss from "../parts/form.module.css";
import listCss from "../parts/list.module.css";
import { Panel } from "../parts/panel";
import { sayFailed, said, sayUndoable } from "../parts/say";
import { Empty, Loaded, RowsSkeleton } from "../parts/states";
import { useSession } from "../parts/use-session";
import { leaveBody } from "./leave-model";
import { TimeField } from "./time-field";

export function LeavePanel({ practitioner }: { practitioner: Practitioner }) {
  const t = useT();
  const [adding, setAdding] = useState(false);
  const query = useQuery(queries.leave(practitioner.id));
  const add = (
    <Button size="sm" h={32} px="sm" variant="default" leftSection={<IconPlus size={15} aria-hidden />} onClick={() => setAdding(true)}>
      {t("leave.add")}
    </Button>
  );
  return (
    <Panel title={t("leave.title")} text={t("leave.text")} action={add} flush>
      <Loaded query={query} skeleton={<RowsSkeleton rows={2} height={61} />}>
        {(leaves) =>
          leaves.length ? (
            <ul className={listCss.list}>{leaves.map((leave) => <Row key={leave.id} leave={leave} />)}</ul>
          ) : (
            <Empty icon={IconBeach} title={t("leave.empty")} text={t("leave.emptyText")} />
          )
        }
      </Loaded>
      {adding && <LeaveDrawer practitioner={practitioner} onClose={() => setAdding(false)} />}
    </Panel>
  );
}

function useRefreshLeave(): () => void {
  const cache = useQueryClient();
  return () => ["leave", "calendar", "slots"].forEach((name) => void cache.invalidateQueries({ queryKey: [name] }));
}

function Row({ leave }: { leave: Leave }) {
  const { t, locale } = useWords();
  const refresh = useRefreshLeave();
  const again = (): void => {
    const { practitioner_id, from, to, reason } = leave;
    void send("POST", "/api/leave", {}, { practitioner_id, from, to, reason }).then(refresh, (error) => sayFailed(error, t));
  };
  const remove = useMutation({
    mutationFn: () => send("DELETE", "/api/leave/{id}", { id: leave.id }),
    onSuccess: () => sayUndoable(t("leave.removed"), t("common.undo"), again),
    onError: (error) => sayFailed(error, t),
    onSettled: refresh,
  });
  const span = `${formatMoment(leave.from, locale)} – ${formatMoment(leave.to, locale)}`;
  return (
    <li className={listCss.row}>
      <span className={listCss.main}>
        <span className={`${listCss.name} numbers`}>{span}</span>
        {leave.reason && <span className={listCss.detail}>{leave.reason}</span>}
      </span>
      <ActionIcon variant="subtle" color="gray" size={36} loading={remove.isPending} aria-label={t("leave.remove", { span })} onClick={() => remove.mutate()}>
        <IconTrash size={17} stroke={1.6} aria-hidden />
      </ActionIcon>
    </li>
  );
}

function LeaveDrawer({ practitioner, onClose }: { practitioner: Practitioner; onClose: () => void }) {
  const t = useT();
  const { clinic } = useSession();
  const refresh = useRefreshLeave();
  const key = useRef(newKey());
  const today = todayIn(clinic.zone);
  const form = useForm({
    initialValues: { from_date: today, from_time: "00:00", to_date: today, to_time: "24:00", reason: "" },
    validate: { to_date: (_, values) => (leaveBody(values) ? null : t("leave.order")) },
    onValuesChange: () => (key.current = newKey()),
  });
  const { submit, busy, problem } = useSave({
    form,
    save: (values) => send<Leave>("POST", "/api/leave", {}, { practitioner_id: practitioner.id, ...leaveBody(values) }, key.current),
    onSaved: (leave) => {
      refresh();
      said(leave.affected.length ? t("leave.affected", { count: leave.affected.length }) : t("common.saved"));
      onClose();
    },
  });
  const time = (name: "from_time" | "to_time", label: string) => (
    <TimeField label={label} value={form.values[name]} onChange={(value) => form.setFieldValue(name, value)} />
  );
  const error = form.errors.from ?? form.errors.to ?? form.errors.to_date;
  return (
    <FormDrawer title={t("leave.add")} form={form} onClose={onClose} onSubmit={submit} busy={busy} problem={problem}>
      <div className={formCss.pair} style={{ gridTemplateColumns: "minmax(0,1fr) 74px", alignItems: "end" }}>
        <DateField label={t("leave.from")} value={form.values.from_date} clearable={false} data-autofocus
          onChange={(value) => value && form.setValues({ from_date: value, to_date: value > form.values.to_date ? value : form.values.to_date })} />
        {time("from_time", t("leave.fromTime"))}
        <DateField label={t("leave.to")} value={form.values.to_date} clearable={false} error={Boolean(error)}
          onChange={(value) => value && form.setFieldValue("to_date", value)} />
        {time("to_time", t("leave.toTime"))}
      </div>
      {error && <p role="alert" style={{ margin: 0, color: "var(--fd-bad)" }}>{error}</p>}
      <TextInput label={t("leave.reason")} placeholder={t("leave.reasonExample")} maxLength={120} {...form.getInputProps("reason")} />
    </FormDrawer>
  );
}
