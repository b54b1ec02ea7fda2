/** The chosen time is kept while the visitor types, and let go when it is not wanted any more. */
import { act, type Desk, GONE, HEADING, post } from "./desk";
import { loadWeek } from "./times";
import { call, type HoldAnswer, type Slot } from "./wire";

const HOLD_SECONDS = 300;

/** Keeps a time for the visitor, in the place of the one that was kept before. */
export async function take(desk: Desk, slot: Slot): Promise<void> {
  await act(desk, slot.start, async () => {
    await holdAnew(desk, slot);
    desk.set({ step: "details", errors: {} }, HEADING);
  });
  const { step, notice, week, day } = desk.state;
  if (step === "time" && notice?.times) void loadWeek(desk, week?.[0]?.date, day);
}

/** Who chose any doctor is held a time with any: whoever is free then. */
export async function holdAnew(desk: Desk, { start, practitioner_id }: Slot): Promise<HoldAnswer> {
  const { service, practitioner, branch, hold } = desk.state;
  const answer = await post<HoldAnswer>(desk, "holds", {
    service_id: service,
    practitioner_id: practitioner ? practitioner_id : null,
    branch_id: branch || null,
    start,
    ...(hold && { replaces: hold.token }),
  });
  const { token, slot, expires_in_seconds: left = HOLD_SECONDS } = answer;
  desk.set({ hold: { token, slot, until: Date.now() + left * 1000, left }, codeSent: null });
  desk.ticking ??= setInterval(() => tick(desk), 1000);
  return answer;
}

const leftTo = (until: number) => Math.max(0, Math.ceil((until - Date.now()) / 1000));

function tick(desk: Desk) {
  const { step, hold, codeSent, busy } = desk.state;
  const left = hold?.left && leftTo(hold.until);
  const ends = left === 0 && hold?.left && step === "details" && !busy;
  desk.set(
    {
      hold: hold && { ...hold, left: left ?? 0 },
      codeSent: codeSent && { ...codeSent, wait: leftTo(codeSent.resendAt) },
    },
    ends ? GONE : undefined,
  );
}

export function stopTicking(desk: Desk) {
  clearInterval(desk.ticking);
  desk.ticking = undefined;
}

/** Lets the time go; `leaving` is for a page that closes and waits for nothing. */
export function release(desk: Desk, leaving = false) {
  const { hold, step } = desk.state;
  stopTicking(desk);
  if (!hold || step === "done") return;
  const url = `${desk.around.api}/holds/release`;
  const body = { token: hold.token };
  if (leaving) navigator.sendBeacon(url, JSON.stringify(body));
  else call(url, body).catch(() => undefined);
  desk.set({ hold: leaving ? { ...hold, left: 0 } : null, codeSent: null, typedCode: "" });
}

/** One step back; leaving the details lets the time go. */
export function back(desk: Desk) {
  const { step, week, day } = desk.state;
  const before = step === "code" ? "details" : step === "time" ? "service" : "time";
  if (before === "time") release(desk);
  desk.set({ step: before, notice: null, errors: {} }, HEADING);
  if (before === "time") void loadWeek(desk, week?.[0]?.date, day);
}
