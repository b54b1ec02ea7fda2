/** The desk at which one visitor books: its state, how it changes, and what becomes of a refused act. */
import type { Campaign } from "./campaign";
import { type Errors, refusedFields } from "./form";
import { type Notice, START, type State } from "./state";
import { call, Refused, type Slot } from "./wire";
import type { Words } from "./words";

/** What the page around the widget gives it. */
export interface Surroundings {
  /** Address of the API for this clinic, without a slash at its end. */
  api: string;
  wordsOf(lang: string): Promise<Words>;
  /** Languages wished for by the page, best first. */
  wishes: (string | null | undefined)[];
  /** Languages of the visitor's device, best first. */
  preferred: readonly string[];
  campaign: Campaign;
  service?: string | undefined;
  practitioner?: string | undefined;
}

export interface Desk {
  state: State;
  around: Surroundings;
  /** Changes the state and draws it; `focus` is a selector, given when the visitor is led somewhere. */
  set(patch: Partial<State>, focus?: string): void;
  /** Number of the newest search, so that an older answer is dropped. */
  turn: number;
  /** The last booking's words and its idempotency key. */
  sent: { body: string; key: string };
  ticking: ReturnType<typeof setInterval> | undefined;
}

export const HEADING = ".heading";
export const GONE = ".gone, .notice";
export const INVALID = "[aria-invalid=true]";

export function newDesk(around: Surroundings, changed: (state: State, focus?: string) => void): Desk {
  const desk: Desk = {
    state: START,
    around,
    turn: 0,
    sent: { body: "", key: "" },
    ticking: undefined,
    set(patch, focus) {
      desk.state = { ...desk.state, ...patch };
      changed(desk.state, focus);
    },
  };
  return desk;
}

export const post = <T>(desk: Desk, path: string, body: object) => call<T>(`${desk.around.api}/${path}`, body);

/** Does one act at a time; a failure of any kind becomes something that can be read and acted on. */
export async function act(desk: Desk, name: string, doing: () => Promise<void>): Promise<void> {
  if (desk.state.busy) return;
  desk.set({ busy: name, notice: null });
  try {
    await doing();
  } catch (error) {
    refuse(desk, error, () => void act(desk, name, doing));
  }
  desk.set({ busy: "" });
}

export const tell = (desk: Desk, notice: Notice) => desk.set({ notice }, ".notice");

export function refuse(desk: Desk, error: unknown, retry: () => void) {
  if (!(error instanceof Refused)) return tell(desk, { key: "error.offline", retry });
  const { code, fields } = error;
  const { hold } = desk.state;
  if (code === "tenant_inactive") return desk.set({ step: "closed" }, HEADING);
  if (code === "slot_taken") return lose(desk, fields.alternatives);
  if (code.startsWith("code_")) return refuseCode(desk, code, fields);
  const errors: Errors = code === "too_many" && fields.phone ? { phone: "error.phone_text" } : refusedFields(fields);
  if (code === "too_many" && !errors.phone) return tell(desk, waitNotice(Number(fields.retry_after_seconds)));
  if (hold && code === "hold_expired") return desk.set({ step: "details", hold: { ...hold, left: 0 } }, GONE);
  if (!Object.keys(errors).length) return tell(desk, { key: "error.general", retry });
  desk.set({ errors, step: errors.code ? "code" : "details" }, INVALID);
}

const waitNotice = (count: number): Notice =>
  count <= 120 ? { key: "error.wait", values: { count } } : { key: "error.too_many" };

/** Somebody was faster: what was typed stays, other times are offered. */
function lose(desk: Desk, alternatives: unknown) {
  const times = Array.isArray(alternatives) ? (alternatives as Slot[]).slice(0, 3) : [];
  const { hold, step } = desk.state;
  desk.set({ hold: hold && { ...hold, left: 0 }, step: step === "code" ? "details" : step });
  tell(desk, { key: times.length ? "taken" : "taken.none", times });
}

function refuseCode(desk: Desk, code: string, fields: Record<string, unknown>) {
  const { codeSent } = desk.state;
  if (code === "code_locked") {
    const sent = codeSent ?? { to: "", digits: 6, resendAt: 0, wait: 0 };
    return desk.set({ step: "code", codeSent: { ...sent, locked: true } }, HEADING);
  }
  const left = Number(fields.attempts_left);
  const expired = code === "code_expired";
  desk.set(
    {
      typedCode: "",
      attemptsLeft: expired || Number.isNaN(left) ? null : left,
      codeSent: codeSent && expired ? { ...codeSent, resendAt: 0, wait: 0 } : codeSent,
      errors: { code: expired ? "error.code_expired" : "error.code" },
    },
    INVALID,
  );
}
