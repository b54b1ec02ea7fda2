/** What was chosen, and how long it is kept; the ticking itself is not read aloud. */
import { take } from "../holding";
import { branchOf, serviceOf } from "../state";
import { clock } from "../when";
import { zone } from "./calendar";
import { momentOf, plainButton } from "./parts";
import type { View } from "./view";

const SOON_SECONDS = 60;

export function kept(view: View) {
  const { state, desk, t } = view;
  const { hold, notice } = state;
  if (!hold || notice?.times) return null;
  const { slot, left } = hold;
  // A new hold would void the code that was sent; the API still books a late one while nobody is faster.
  const proving = state.step === "code";
  const where = branchOf(state, slot);
  const offer = (text: string, press: string) => (
    <div class="gone" role="alert" tabIndex={-1}>
      <span>{t(text)}</span>
      {plainButton(t(press), () => void take(desk, slot), state.busy === slot.start)}
    </div>
  );
  return (
    <section class="kept" aria-label={t("kept.label")}>
      <b>{momentOf(view, slot.wall)}</b>
      <span>
        {serviceOf(state)?.name} · {slot.practitioner_name}
      </span>
      {where && <span class="quiet">{[where.name, where.address].filter(Boolean).join(", ")}</span>}
      {zone(view, slot)}
      {left > 0 && <p class="left">{t("kept.left", { time: clock(left) })}</p>}
      {proving && left === 0 && <p role="status">{t("kept.late")}</p>}
      {!proving && left > 0 && left <= SOON_SECONDS && offer("kept.soon", "kept.extend")}
      {!proving && left === 0 && offer("kept.gone", "kept.again")}
    </section>
  );
}
