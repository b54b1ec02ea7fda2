/** Free times of the visit's doctor, week by week. */
import { useEffect, useRef, useState } from "preact/hooks";
import { firstFrom, openDay, weekOf } from "../widget/week";
import { addDays } from "../widget/when";
import type { Day, Slot, SlotPage } from "../widget/wire";

export interface TimesState {
  /** null until the first answer. */
  week: Day[] | null;
  day: string;
  loading: boolean;
  failed: boolean;
  /** No free time at all. */
  none: boolean;
  /** The next free time from the opened day on, null when there is none later. */
  next: Slot | null;
  /** Nothing is free before this day. */
  earliest: string;
}

interface Source {
  slots(from: string): Promise<SlotPage>;
}

export const NOTHING: TimesState = {
  week: null,
  day: "",
  loading: true,
  failed: false,
  none: false,
  next: null,
  earliest: "",
};

/** The week from `from`, or from the first free day; where the asked days are all full, from the next free one. */
export async function findWeek(source: Source, from: string): Promise<{ week: Day[]; first: Slot | null }> {
  const page = await source.slots(from);
  const first = firstFrom(page, from);
  if (from || !first || page.days.some(({ slots }) => slots.length)) return { week: weekOf(page, from), first };
  return { week: weekOf(await source.slots(first.wall.slice(0, 10)), first.wall.slice(0, 10)), first };
}

/** The next free time on or after `day`: of the week at hand, else asked for. */
async function findNext(source: Source, week: Day[], day: string): Promise<Slot | null> {
  const after = addDays(week.at(-1)?.date ?? day, 1);
  return firstFrom({ days: week }, day) ?? firstFrom(await source.slots(after), after);
}

export function useTimes(source: Source) {
  const [state, setState] = useState(NOTHING);
  const turn = useRef(0);

  const guarded = async (asking: () => Promise<Partial<TimesState>>) => {
    const mine = ++turn.current;
    setState((old) => ({ ...old, loading: true, failed: false }));
    const found = await asking().catch(() => ({ failed: true }));
    if (mine === turn.current) setState((old) => ({ ...old, ...found, loading: false }));
  };

  const open = (week: Day[], day: string) => async () => ({ week, day, next: await findNext(source, week, day) });

  const load = (from = "") =>
    guarded(async () => {
      const { week, first } = await findWeek(source, from);
      if (!from && !first) return { week, none: true };
      const opened = await open(week, openDay(week, ""))();
      return from ? opened : { ...opened, earliest: week[0]?.date ?? "" };
    });

  useEffect(() => void load(), []);
  return {
    ...state,
    load: (from = "") => void load(from),
    open: (day: string) => {
      const { week } = state;
      if (!week) return;
      setState((old) => ({ ...old, day }));
      void guarded(open(week, day));
    },
  };
}
