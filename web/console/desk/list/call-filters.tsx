/** What of the calls is looked at: direction, outcome, colleague, days, number. */
import { Select, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import type { CallFilter, CallOutcome } from "../../api/call-shapes";
import { queries } from "../../api/queries";
import { useT } from "../../i18n";
import { DateField } from "../../parts/date-field";
import { dialable } from "../tools/transfer-form";
import css from "./calls.module.css";

const OUTCOMES: CallOutcome[] = [
  "answered", "booked", "moved", "cancelled", "confirmed", "question", "informed", "callback", "voicemail", "abandoned", "after_hours", "cut_off", "no_answer", "stopped", "other",
];

type Props = { filter: CallFilter; onChange: (filter: CallFilter) => void };

/** A filter without what was emptied. */
export const changed = (filter: CallFilter, change: CallFilter): CallFilter =>
  Object.fromEntries(Object.entries({ ...filter, ...change }).filter(([, value]) => value !== undefined && value !== "")) as CallFilter;

export function CallFilters({ filter, onChange }: Props) {
  const t = useT();
  const set = (change: CallFilter): void => onChange(changed(filter, change));
  const any = { value: "", label: t("calls.any") };
  return (
    <div className={css.filters} role="search" aria-label={t("calls.filter")}>
      <Select label={t("calls.direction")} value={filter.direction ?? ""} onChange={(value) => set({ direction: (value || undefined) as CallFilter["direction"] })}
        data={[any, ...(["inbound", "outbound"] as const).map((value) => ({ value, label: t(`call.${value}`) }))]} />
      <Select label={t("wrap.outcome")} value={filter.outcome ?? ""} onChange={(value) => set({ outcome: (value || undefined) as CallOutcome | undefined })}
        data={[any, ...OUTCOMES.map((value) => ({ value, label: t(`call.outcome.${value}`) }))]} />
      <Colleagues filter={filter} onChange={set} />
      <DateField label={t("calls.from")} value={filter.from ?? null} onChange={(value) => set({ from: value ?? undefined })} maxDate={filter.to} />
      <DateField label={t("calls.to")} value={filter.to ?? null} onChange={(value) => set({ to: value ?? undefined })} minDate={filter.from} />
      <NumberField filter={filter} onChange={set} />
    </div>
  );
}

function Colleagues({ filter, onChange }: Props) {
  const t = useT();
  const { data: people = [] } = useQuery(queries.colleagues());
  return (
    <Select label={t("calls.agent")} value={filter.agent_id ?? ""} onChange={(value) => onChange({ agent_id: value || undefined })}
      data={[{ value: "", label: t("calls.any") }, ...people.map(({ id, name }) => ({ value: id, label: name }))]} />
  );
}

function NumberField({ filter, onChange }: Props) {
  const t = useT();
  const [typed, setTyped] = useState(filter.number ?? "");
  const wrong = typed.trim() !== "" && !dialable(typed);
  const ask = (event?: FormEvent): void => {
    event?.preventDefault();
    if (!wrong) onChange({ number: dialable(typed) || undefined });
  };
  return (
    <form onSubmit={ask}>
      <TextInput label={t("calls.number")} type="tel" dir="ltr" autoComplete="off" placeholder="+44 7700 900123" value={typed}
        error={wrong && document.activeElement?.id !== "call-number" ? t("calls.numberWrong") : undefined} id="call-number"
        onChange={(event) => setTyped(event.currentTarget.value)} onBlur={() => ask()} />
    </form>
  );
}
