/** Days when the clinic is shut: public holidays to accept, and its own. */
import { ActionIcon, Button, Select, Switch, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { IconCalendarOff, IconChevronLeft, IconChevronRight, IconPlus, IconTrash } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { formatLongDay } from "../../shared/format";
import { newKey } from "../../shared/problem";
import type { Closure, Holiday } from "../../shared/types";
import { queries } from "../api/queries";
import { send } from "../api/send";
import { todayIn } from "../calendar/wall";
import { useT, useWords } from "../i18n";
import { DateField } from "../parts/date-field";
import { FormDrawer, useSave } from "../parts/form";
import listCss from "../parts/list.module.css";
import { Page } from "../parts/page";
import { Panel } from "../parts/panel";
import { sayFailed, said } from "../parts/say";
import { Empty, Loaded } from "../parts/states";
import { useSession } from "../parts/use-session";
import { useBranches } from "./use-branches";

function useChange(): { add: (body: object, key?: string) => Promise<Closure>; remove: (id: string) => Promise<void>; refresh: () => void } {
  const cache = useQueryClient();
  return {
    add: (body, key) => send<Closure>("POST", "/api/closures", {}, body, key),
    remove: (id) => send<void>("DELETE", "/api/closures/{id}", { id }),
    refresh: () => ["closures", "holidays", "calendar", "slots"].forEach((name) => void cache.invalidateQueries({ queryKey: [name] })),
  };
}

export function ClosuresPage() {
  const t = useT();
  const [adding, setAdding] = useState(false);
  const closures = useQuery(queries.closures());
  return (
    <Page title={t("settings.closures")} lede={t("closures.lede")} actions={
      <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setAdding(true)}>{t("closures.add")}</Button>
    }>
      <Holidays closures={closures.data ?? []} />
      <Panel title={t("closures.own")} flush>
        <Loaded query={closures}>
          {(all) => {
            const own = all.filter((closure) => closure.source === "manual").sort((one, other) => one.date.localeCompare(other.date));
            if (!own.length) return <Empty icon={IconCalendarOff} title={t("closures.empty")} text={t("closures.emptyText")} />;
            return <ul className={listCss.list}>{own.map((closure) => <Own key={closure.id} closure={closure} />)}</ul>;
          }}
        </Loaded>
      </Panel>
      {adding && <ClosureDrawer onClose={() => setAdding(false)} />}
    </Page>
  );
}

function Holidays({ closures }: { closures: Closure[] }) {
  const t = useT();
  const { clinic } = useSession();
  const [year, setYear] = useState(Number(todayIn(clinic.zone).slice(0, 4)));
  const action = (
    <span style={{ display: "flex", alignItems: "center", gap: 4 }}>
      <ActionIcon variant="subtle" color="gray" aria-label={t("closures.previousYear")} onClick={() => setYear(year - 1)}><IconChevronLeft size={18} aria-hidden /></ActionIcon>
      <strong className="numbers">{year}</strong>
      <ActionIcon variant="subtle" color="gray" aria-label={t("closures.nextYear")} onClick={() => setYear(year + 1)}><IconChevronRight size={18} aria-hidden /></ActionIcon>
    </span>
  );
  return (
    <Panel title={t("closures.holidays")} text={t("closures.holidaysText")} action={action} flush>
      <Loaded query={useQuery(queries.holidays(year))}>
        {(holidays) => (
          <ul className={listCss.list}>
            {holidays.map((day) => (
              <HolidayRow key={day.date + day.name} holiday={day} closure={closures.find((one) => one.date === day.date && !one.branch_id)} />
            ))}
          </ul>
        )}
      </Loaded>
    </Panel>
  );
}

function HolidayRow({ holiday, closure }: { holiday: Holiday; closure: Closure | undefined }) {
  const { t, locale } = useWords();
  const { add, remove, refresh } = useChange();
  const change = useMutation({
    mutationFn: async (): Promise<void> => {
      if (closure) await remove(closure.id);
      else await add({ date: holiday.date, name: holiday.name, source: "holiday", branch_id: null });
    },
    onError: (error) => sayFailed(error, t),
    onSettled: refresh,
  });
  return (
    <li className={listCss.row}>
      <span className={listCss.main}>
        <span className={listCss.name}>{holiday.name}</span>
        <span className={listCss.detail}>{formatLongDay(holiday.date, locale)}</span>
      </span>
      <Switch label={t("closures.closed")} labelPosition="left" checked={change.isPending ? !closure : Boolean(closure)}
        aria-label={t("closures.closedOn", { name: holiday.name })} onChange={() => change.mutate()} />
    </li>
  );
}

function Own({ closure }: { closure: Closure }) {
  const { t, locale } = useWords();
  const { nameOf } = useBranches();
  const { remove, refresh } = useChange();
  const removal = useMutation({ mutationFn: () => remove(closure.id), onError: (error) => sayFailed(error, t), onSettled: refresh });
  return (
    <li className={listCss.row}>
      <span className={listCss.main}>
        <span className={listCss.name}>{closure.name}</span>
        <span className={listCss.detail}>{[formatLongDay(closure.date, locale), closure.branch_id && nameOf(closure.branch_id)].filter(Boolean).join(" · ")}</span>
      </span>
      <ActionIcon variant="subtle" color="gray" size={36} loading={removal.isPending} aria-label={t("closures.remove", { name: closure.name })} onClick={() => removal.mutate()}>
        <IconTrash size={17} stroke={1.6} aria-hidden />
      </ActionIcon>
    </li>
  );
}

function ClosureDrawer({ onClose }: { onClose: () => void }) {
  const t = useT();
  const { clinic } = useSession();
  const { choices } = useBranches();
  const { add, refresh } = useChange();
  const key = useRef(newKey());
  const form = useForm({ initialValues: { date: todayIn(clinic.zone), name: "", branch_id: "" }, onValuesChange: () => (key.current = newKey()) });
  const { submit, busy, problem } = useSave({
    form,
    save: ({ branch_id, ...values }) => add({ ...values, source: "manual", branch_id: branch_id || null }, key.current),
    onSaved: () => {
      refresh();
      said(t("common.saved"));
      onClose();
    },
  });
  return (
    <FormDrawer title={t("closures.add")} form={form} onClose={onClose} onSubmit={submit} busy={busy} problem={problem}>
      <DateField label={t("closures.date")} clearable={false} data-autofocus {...form.getInputProps("date")} />
      <TextInput label={t("closures.name")} placeholder={t("closures.nameExample")} maxLength={120} {...form.getInputProps("name")} />
      {choices.length > 1 && (
        <Select label={t("field.branch")} data={[{ value: "", label: t("closures.everywhere") }, ...choices]} {...form.getInputProps("branch_id")} />
      )}
    </FormDrawer>
  );
}
