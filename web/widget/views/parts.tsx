/** Small parts that several steps show: headings, messages, the call button, a time as a button. */
import { back, take } from "../holding";
import { canChangeService } from "../times";
import { dateOf, dayOf, timeOf } from "../when";
import type { Slot } from "../wire";
import type { View } from "./view";

export const NEXT = "M9 5l7 7-7 7";
export const PREVIOUS = "M15 5l-7 7 7 7";
const PHONE =
  "M6.5 3.5h3l1.5 4-2 1.5a12 12 0 0 0 6 6l1.5-2 4 1.5v3a2 2 0 0 1-2.2 2A17 17 0 0 1 4.5 5.7a2 2 0 0 1 2-2.2z";

export const icon = (path: string) => (
  <svg class={path === NEXT || path === PREVIOUS ? "icon flips" : "icon"} viewBox="0 0 24 24" aria-hidden="true">
    <path d={path} />
  </svg>
);

export function heading({ state, desk, t }: View, text: string) {
  const { step, codeSent } = state;
  const can = step === "time" ? canChangeService(desk) : step === "details" || (step === "code" && !codeSent?.locked);
  return (
    <div class="top">
      {can && (
        <button type="button" class="back" onClick={() => back(desk)}>
          {icon(PREVIOUS)}
          {t("back")}
        </button>
      )}
      <h3 class="heading" tabIndex={-1}>
        {text}
      </h3>
    </div>
  );
}

export const plainButton = (text: string, press: () => void, busy = false) => (
  <button type="button" class="button" aria-busy={busy} onClick={press}>
    {text}
  </button>
);

export const linkButton = (text: string, press: () => void, busy = false) => (
  <button type="button" class="link" aria-busy={busy} onClick={press}>
    {text}
  </button>
);

export const mainButton = (text: string, busy: boolean) => (
  <button type="submit" class="button main" aria-busy={busy}>
    {text}
  </button>
);

/** A call is always possible: the clinic's number as a link. */
export function callButton({ state, t }: View) {
  const { phone, phone_display } = state.boot?.clinic ?? {};
  return (
    phone && (
      <a class="button call" href={`tel:${phone.replace(/[^\d+]/g, "")}`}>
        {icon(PHONE)}
        <span>
          {t("call")} <bdi dir="ltr">{phone_display ?? phone}</bdi>
        </span>
      </a>
    )
  );
}

/** What went wrong or changed, with the way on. */
export function noticePanel(view: View) {
  const { state, desk, t } = view;
  const { notice } = state;
  if (!notice) return null;
  return (
    <div class="notice" role="alert" tabIndex={-1}>
      <p>{t(notice.key, notice.values)}</p>
      {notice.times?.map((slot) => slotOffer(view, slot, "button offer"))}
      {notice.times && state.step === "details" && plainButton(t("times.other"), () => back(desk))}
      {notice.retry && plainButton(t("retry"), notice.retry)}
    </div>
  );
}

/** Day and time of a visit in full. */
export const momentOf = ({ state }: View, wall: string) =>
  `${dateOf(state.locale, wall)}, ${timeOf(state.locale, wall)}`;

/** One free time with its day and doctor written out. */
export const slotOffer = (view: View, slot: Slot, looks: string) => (
  <button
    key={slot.start + slot.practitioner_id}
    type="button"
    class={looks}
    aria-busy={view.state.busy === slot.start}
    onClick={() => void take(view.desk, slot)}
  >
    <b>
      {dayOf(view.state.locale, slot.wall)}, {timeOf(view.state.locale, slot.wall)}
    </b>
    <span>{slot.practitioner_name}</span>
  </button>
);
