/** The second question: when, and with whom; the first free time is offered before anything is asked. */
import { take } from "../holding";
import { branchesOf, practitionersOf, serviceOf, slotsOn } from "../state";
import { choose, loadWeek, showDay, showNext } from "../times";
import { addDays, dateOf, dayOf, deviceDiffers, minutesOf, partOfDay, spanOf, timeOf, write, zoneOf } from "../when";
import type { Day, Slot } from "../wire";
import { callButton, heading, icon, NEXT, PREVIOUS, plainButton, slotOffer } from "./parts";
import type { View } from "./view";

export function times(view: View) {
  const { state, t } = view;
  const service = serviceOf(state);
  const [only, another] = practitionersOf(state);
  const facts = [service?.name, minutesOf(state.locale, service?.duration_minutes ?? 0), another ? "" : only?.name];
  return (
    <>
      {heading(view, t("times.title"))}
      <p class="quiet context">{facts.filter(Boolean).join(" · ")}</p>
      {wishes(view)}
      {state.week ? calendar(view, state.week) : searching(view)}
    </>
  );
}

function wishes({ state, desk, t }: View) {
  const branches = branchesOf(state).map(({ id, name }) => [id, name] as const);
  const people = practitionersOf(state).map(
    ({ id, name, specialty }) => [id, specialty ? `${name} · ${specialty}` : name] as const,
  );
  const wish = (name: "branch" | "practitioner", options: (readonly [string, string])[]) =>
    options.length > 1 && (
      <label>
        {t(name)}
        <select value={state[name]} onChange={(event) => choose(desk, { [name]: event.currentTarget.value })}>
          <option value="">{t(`${name}.any`)}</option>
          {options.map(([id, text]) => (
            <option key={id} value={id}>
              {text}
            </option>
          ))}
        </select>
      </label>
    );
  if (branches.length < 2 && people.length < 2) return null;
  return (
    <div class="pair">
      {wish("branch", branches)}
      {wish("practitioner", people)}
    </div>
  );
}

const searching = ({ state, t }: View) => !state.notice && waiting(t("times.loading"));

export const waiting = (text: string) => (
  <div class="waiting" role="status">
    <span class="hidden">{text}</span>
    <i />
    <i />
    <i />
  </div>
);

function calendar(view: View, week: Day[]) {
  const { state, t } = view;
  const { first, day } = state;
  if (!first) return emptyDay(view, "times.none");
  return (
    <div class="calendar" aria-busy={state.loading}>
      <section class="first" aria-labelledby="first-free">
        <h4 id="first-free">{t("times.first")}</h4>
        {slotOffer(view, first, "button main offer")}
      </section>
      <h4>{t("times.choose")}</h4>
      {weekStrip(view, week)}
      {dayTimes(view, slotsOn(state, day))}
      {zone(view, slotsOn(state, day)[0] ?? first)}
    </div>
  );
}

function weekStrip(view: View, week: Day[]) {
  const { state, desk, t } = view;
  const from = week[0]?.date ?? state.day;
  const span = spanOf(state.locale, from, addDays(from, 6));
  const turn = (days: number, path: string, key: string, stop: boolean) => (
    <button
      type="button"
      class="turn"
      disabled={stop}
      aria-label={t(key)}
      onClick={() => void loadWeek(desk, addDays(from, days))}
    >
      {icon(path)}
    </button>
  );
  return (
    <div role="group" aria-label={span}>
      <div class="span">
        {turn(-7, PREVIOUS, "week.previous", from <= state.earliest)}
        <span>{span}</span>
        {turn(7, NEXT, "week.next", state.next === null)}
      </div>
      <div class="days">{week.map((day) => dayButton(view, day))}</div>
    </div>
  );
}

const dayButton = ({ state, desk, t }: View, { date, slots }: Day) => (
  <button
    key={date}
    type="button"
    class={slots.length ? "day" : "day empty"}
    aria-pressed={state.day === date}
    aria-label={`${dayOf(state.locale, date)}, ${t("day.free", { count: slots.length })}`}
    onClick={() => showDay(desk, date)}
  >
    <span>{write(state.locale, date, { weekday: "short" })}</span>
    <b>{Number(date.slice(8))}</b>
  </button>
);

const dayTimes = (view: View, slots: Slot[]) => (
  <div>
    <h4 class="date" aria-live="polite">
      {view.state.day && dateOf(view.state.locale, view.state.day)}
    </h4>
    {!slots.length && emptyDay(view, view.state.next === null ? "day.none_later" : "day.none")}
    {["morning", "afternoon", "evening"].map((part) =>
      partTimes(view, part, slots.filter(({ wall }) => partOfDay(wall) === part)),
    )}
  </div>
);

const partTimes = ({ state, desk, t }: View, part: string, slots: Slot[]) =>
  slots.length > 0 && (
    <div key={part} role="group" aria-label={t(part)}>
      <h5>{t(part)}</h5>
      <div class="slots">
        {slots.map((slot) => (
          <button
            key={slot.start}
            type="button"
            class="slot"
            aria-busy={state.busy === slot.start}
            aria-label={`${timeOf(state.locale, slot.wall)}, ${dateOf(state.locale, slot.wall)}, ${slot.practitioner_name}`}
            onClick={() => void take(desk, slot)}
          >
            {timeOf(state.locale, slot.wall)}
          </button>
        ))}
      </div>
    </div>
  );

/** Nothing free: says so, and where the next free day is, or the clinic's phone. */
function emptyDay(view: View, key: string) {
  const { state, desk, t } = view;
  const { next } = state;
  return (
    <div class="panel" role="status">
      <p>{t(key)}</p>
      {next && plainButton(t("day.next", { day: dayOf(state.locale, next.wall) }), () => showNext(desk))}
      {next === null && callButton(view)}
    </div>
  );
}

export function zone({ state, t }: View, slot: Slot) {
  const differs = deviceDiffers(slot.start, slot.wall);
  return (
    <p class={differs ? "zone differs" : "zone quiet"}>
      {t(differs ? "zone.differs" : "zone", { zone: zoneOf(state.locale, slot.start, slot.zone) })}
    </p>
  );
}
