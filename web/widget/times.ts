/** Choosing what, with whom and when: searches free times and keeps the newest answer. */
import { type Desk, HEADING, refuse } from "./desk";
import { practitionersOf, type State, servicesOf } from "./state";
import { firstFrom, openDay, WEEK_DAYS, weekOf } from "./week";
import { addDays } from "./when";
import { call, type SlotPage } from "./wire";

export const canChangeService = ({ state, around }: Desk) =>
  servicesOf({ ...state, practitioner: around.practitioner ?? "" }).length > 1;

export function chooseService(desk: Desk, service: string) {
  desk.set({ step: "time" }, HEADING);
  choose(desk, { service, branch: "" });
}

/** Another service, doctor or branch; a doctor who does not fit any more becomes "any". */
export function choose(desk: Desk, wish: Partial<Pick<State, "service" | "practitioner" | "branch">>) {
  const chosen = { ...desk.state, ...wish };
  const fits = practitionersOf(chosen).some(({ id }) => id === chosen.practitioner);
  desk.set({ ...wish, practitioner: fits ? chosen.practitioner : "", notice: null });
  void loadWeek(desk);
}

function slots({ state, around }: Desk, from: string, days: number): Promise<SlotPage> {
  const query = new URLSearchParams({ service_id: state.service, days: `${days}` });
  if (state.practitioner) query.set("practitioner_id", state.practitioner);
  if (state.branch) query.set("branch_id", state.branch);
  if (from) query.set("from", from);
  return call(`${around.api}/slots?${query}`);
}

/** Shows seven days from `from`; without it from the first free day. */
export async function loadWeek(desk: Desk, from = "", day = ""): Promise<void> {
  const turn = ++desk.turn;
  desk.set({ loading: true, ...(!from && { week: null, first: null, earliest: "" }) });
  try {
    const page = await slots(desk, from, WEEK_DAYS);
    if (turn !== desk.turn) return;
    const week = weekOf(page, from);
    const start = from ? {} : { first: firstFrom(page, ""), earliest: week[0]?.date ?? "" };
    desk.set({ week, loading: false, ...start });
    showDay(desk, openDay(week, day));
  } catch (error) {
    if (turn !== desk.turn) return;
    desk.set({ loading: false });
    refuse(desk, error, () => {
      desk.set({ notice: null });
      void loadWeek(desk, from, day);
    });
  }
}

export function showDay(desk: Desk, day: string) {
  const { week, first } = desk.state;
  const next = firstFrom({ days: week ?? [] }, day);
  desk.set({ day, next: next ?? (first ? undefined : null) });
  if (first && !next) void lookAhead(desk, addDays(week?.at(-1)?.date ?? day, 1));
}

/** Nothing free in the rest of this week: asks for the next free time, however far it is. */
async function lookAhead(desk: Desk, from: string) {
  const { turn } = desk;
  const page = await slots(desk, from, 1).catch(() => null);
  if (turn === desk.turn && page) desk.set({ next: firstFrom(page, from) });
}

export function showNext(desk: Desk) {
  const date = desk.state.next?.wall.slice(0, 10);
  if (!date) return;
  if (desk.state.week?.some((day) => day.date === date)) showDay(desk, date);
  else void loadWeek(desk, date);
}
