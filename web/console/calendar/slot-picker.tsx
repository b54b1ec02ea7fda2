/** The first free times, a few days of them, as buttons that say their whole time to a screen reader. */
import { Button, Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { formatDay, formatLongDay, formatTime } from "../../shared/format";
import type { Slot } from "../../shared/types";
import { queries } from "../api/queries";
import { useWords } from "../i18n";
import { sentenceOf } from "../parts/say";
import css from "./slot-picker.module.css";
import { addDays } from "./wall";

type Props = {
  serviceId: string;
  practitionerId?: string;
  branchId?: string;
  from: string;
  chosen: Slot | null;
  onChoose: (slot: Slot) => void;
};
const DAYS = 7;
const SHORT = 8;

export function SlotPicker({ serviceId, practitionerId, branchId, from, chosen, onChoose }: Props) {
  const { t } = useWords();
  const [start, setStart] = useState(from);
  useEffect(() => setStart(from), [from, serviceId, practitionerId]);
  const query = { service_id: serviceId, practitioner_id: practitionerId, branch_id: branchId, from: start, days: DAYS };
  const { data, error, isPending } = useQuery(queries.slots(withoutEmpty(query)));
  const days = data?.days.filter((day) => day.slots.length) ?? [];
  return (
    <div className={css.picker}>
      <div className={css.head}>
        <span className={css.label}>{t("slots.title")}</span>
        <span>
          <Button size="compact-sm" variant="subtle" disabled={start <= from} onClick={() => setStart(addDays(start, -DAYS))}>
            {t("slots.earlier")}
          </Button>
          <Button size="compact-sm" variant="subtle" onClick={() => setStart(addDays(start, DAYS))}>
            {t("slots.later")}
          </Button>
        </span>
      </div>
      <div className={css.days} aria-live="polite">
        {isPending && [0, 1, 2].map((row) => <Skeleton key={row} height={62} radius="sm" />)}
        {error && <p className={css.none}>{sentenceOf(error, t)}</p>}
        {data && !days.length && <NoneFree first={data.first} start={start} onGo={(date) => setStart(date)} />}
        {days.map((day) => (
          <Day key={day.date} slots={day.slots} date={day.date} chosen={chosen} onChoose={onChoose} named={!practitionerId} />
        ))}
      </div>
    </div>
  );
}

const withoutEmpty = <Query extends object>(query: Query): Query =>
  Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined && value !== "")) as Query;

function NoneFree({ first, start, onGo }: { first: Slot | null; start: string; onGo: (date: string) => void }) {
  const { t, locale } = useWords();
  if (!first || first.wall.slice(0, 10) <= start) return <p className={css.none}>{t("slots.none")}</p>;
  return (
    <p className={css.none}>
      {t("slots.noneThisWeek")}{" "}
      <Button size="compact-sm" variant="light" onClick={() => onGo(first.wall.slice(0, 10))}>
        {t("slots.first", { time: `${formatDay(first.wall, locale)}, ${formatTime(first.wall, locale)}` })}
      </Button>
    </p>
  );
}

type DayProps = { date: string; slots: Slot[]; chosen: Slot | null; named: boolean; onChoose: (slot: Slot) => void };

function Day({ date, slots, chosen, named, onChoose }: DayProps) {
  const { t, locale } = useWords();
  const [all, setAll] = useState(false);
  const shown = all ? slots : slots.slice(0, SHORT);
  return (
    <section className={css.day}>
      <h3 className={css.date}>{formatDay(date, locale)}</h3>
      <div className={css.times}>
        {shown.map((slot) => (
          <button
            key={slot.start + slot.practitioner_id}
            type="button"
            className={css.time}
            aria-pressed={chosen?.start === slot.start && chosen.practitioner_id === slot.practitioner_id}
            aria-label={slotName(slot, locale)}
            title={named ? slot.practitioner_name : undefined}
            onClick={() => onChoose(slot)}
          >
            {formatTime(slot.wall, locale)}
          </button>
        ))}
        {shown.length < slots.length && (
          <button type="button" className={css.more} onClick={() => setAll(true)}
            aria-label={t("slots.moreOn", { day: formatLongDay(date, locale), count: slots.length - shown.length })}>
            +{slots.length - shown.length}
          </button>
        )}
      </div>
    </section>
  );
}

export const slotName = (slot: Slot, locale: string): string =>
  `${formatLongDay(slot.wall, locale)}, ${formatTime(slot.wall, locale)}, ${slot.practitioner_name}`;
