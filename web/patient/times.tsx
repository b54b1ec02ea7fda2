/** A week of days, and the times of the opened one. */
import { addDays, dateOf, dayOf, spanOf, timeOf, write, zoneOf } from "../widget/when";
import type { Day, Slot } from "../widget/wire";
import { Icon, NEXT, PREVIOUS } from "./parts";
import type { useTimes } from "./use-times";
import type { Reader } from "./words";

interface Props {
  reader: Reader;
  times: ReturnType<typeof useTimes>;
  picked: Slot | null;
  pick(slot: Slot): void;
}

export function Times(props: Props) {
  const { reader, times } = props;
  const { t } = reader;
  const { week, failed, none, load } = times;
  if (failed)
    return (
      <div class="notice" role="alert">
        <p>{t("refused.offline")}</p>
        <button type="button" class="button" onClick={() => load(week?.[0]?.date)}>
          {t("retry")}
        </button>
      </div>
    );
  if (none) return <p role="status">{t("times.none")}</p>;
  if (!week)
    return (
      <div class="waiting" role="status">
        <span class="hidden">{t("loading")}</span>
        <i />
        <i />
      </div>
    );
  return (
    <div class="calendar" aria-busy={times.loading}>
      <Week {...props} week={week} />
      <DaySlots {...props} slots={week.find(({ date }) => date === times.day)?.slots ?? []} />
    </div>
  );
}

function Week({ reader, times, week }: Props & { week: Day[] }) {
  const { t, locale } = reader;
  const from = week[0]?.date ?? times.day;
  const span = spanOf(locale, from, addDays(from, 6));
  return (
    <div role="group" aria-label={span}>
      <div class="span">
        <button
          type="button"
          class="button turn"
          aria-label={t("week.previous")}
          disabled={from <= times.earliest}
          onClick={() => times.load(addDays(from, -7))}
        >
          <Icon path={PREVIOUS} />
        </button>
        <span>{span}</span>
        <button
          type="button"
          class="button turn"
          aria-label={t("week.next")}
          disabled={!times.next && !times.loading}
          onClick={() => times.load(addDays(from, 7))}
        >
          <Icon path={NEXT} />
        </button>
      </div>
      <div class="days">
        {week.map(({ date, slots }) => (
          <button
            key={date}
            type="button"
            class={slots.length ? "button day" : "button day empty"}
            aria-pressed={times.day === date}
            aria-label={`${dayOf(locale, date)}, ${t("day.free", { count: slots.length })}`}
            onClick={() => times.open(date)}
          >
            <span>{write(locale, date, { weekday: "short" })}</span>
            <b>{Number(date.slice(8))}</b>
          </button>
        ))}
      </div>
    </div>
  );
}

function DaySlots({ reader, times, slots, picked, pick }: Props & { slots: Slot[] }) {
  const { t, locale } = reader;
  const { day, next, loading } = times;
  const zone = slots[0] ?? next;
  return (
    <>
      <h2 aria-live="polite">{day && dateOf(locale, day)}</h2>
      {!slots.length && !loading && (
        <div class="stack" role="status">
          <p>{t(next ? "day.none" : "day.none_later")}</p>
          {next && (
            <button type="button" class="button" onClick={() => times.load(next.wall.slice(0, 10))}>
              {t("day.next", { day: dayOf(locale, next.wall) })}
            </button>
          )}
        </div>
      )}
      <div class="slots">
        {slots.map((slot) => (
          <button
            key={slot.start}
            type="button"
            class="button slot"
            aria-pressed={picked?.start === slot.start}
            aria-label={`${timeOf(locale, slot.wall)}, ${dateOf(locale, slot.wall)}, ${slot.practitioner_name}`}
            onClick={() => pick(slot)}
          >
            {timeOf(locale, slot.wall)}
          </button>
        ))}
      </div>
      {zone && <p class="quiet">{t("zone", { zone: zoneOf(locale, zone.start, zone.zone) })}</p>}
    </>
  );
}
