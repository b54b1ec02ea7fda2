/** What the booking knows at any moment, and what can be concluded from it without asking anybody. */
import { EMPTY, type Errors, type Form } from "./form";
import type { Booked, Boot, Branch, Day, Practitioner, Service, Slot } from "./wire";
import type { Values, Words } from "./words";

export type Step = "loading" | "failed" | "closed" | "service" | "time" | "details" | "code" | "done";

export interface Notice {
  key: string;
  values?: Values;
  /** The next free times, when the chosen one is gone. */
  times?: Slot[];
  /** What "Try again" repeats. */
  retry?: () => void;
}

export interface Hold {
  token: string;
  slot: Slot;
  /** Device time in ms at which it ends. */
  until: number;
  /** Whole seconds left; 0 when it is gone. */
  left: number;
}

export interface CodeSent {
  /** The number as it was typed. */
  to: string;
  digits: number;
  resendAt: number;
  /** Whole seconds until it may be sent again. */
  wait: number;
  locked: boolean;
}

export interface State {
  step: Step;
  lang: string;
  locale: string;
  words: Words;
  boot: Boot | null;
  service: string;
  /** "" is any. */
  practitioner: string;
  branch: string;
  /** null until the first answer. */
  week: Day[] | null;
  /** Whether times are being looked for. */
  loading: boolean;
  /** The first day worth showing: nothing is free before it. */
  earliest: string;
  day: string;
  /** The first free time of all, offered at once. */
  first: Slot | null;
  /** After an empty day: the next free time, null when there is none, undefined while asking. */
  next: Slot | null | undefined;
  hold: Hold | null;
  /** What is under way: a slot's start, or the name of an action. */
  busy: string;
  notice: Notice | null;
  form: Form;
  errors: Errors;
  typedCode: string;
  codeSent: CodeSent | null;
  attemptsLeft: number | null;
  booked: Booked | null;
}

export const START: State = {
  step: "loading",
  lang: "en",
  locale: "en",
  words: {},
  boot: null,
  service: "",
  practitioner: "",
  branch: "",
  week: null,
  loading: false,
  earliest: "",
  day: "",
  first: null,
  next: undefined,
  hold: null,
  busy: "",
  notice: null,
  form: EMPTY,
  errors: {},
  typedCode: "",
  codeSent: null,
  attemptsLeft: null,
  booked: null,
};

type Chosen = Pick<State, "boot" | "service" | "practitioner" | "branch">;

export const serviceOf = (state: Chosen): Service | undefined =>
  state.boot?.services.find(({ id }) => id === state.service);

/** Services to choose from: those of the wished practitioner, all without one. */
export function servicesOf(state: Chosen): Service[] {
  const all = state.boot?.services ?? [];
  const { practitioner } = state;
  return practitioner ? all.filter((service) => service.practitioner_ids.includes(practitioner)) : all;
}

const offering = (state: Chosen): Practitioner[] =>
  (state.boot?.practitioners ?? []).filter(({ id }) => serviceOf(state)?.practitioner_ids.includes(id));

export const practitionersOf = (state: Chosen): Practitioner[] =>
  offering(state).filter(({ branch_id }) => !state.branch || branch_id === state.branch);

/** Branches in which somebody offers the service. */
export function branchesOf(state: Chosen): Branch[] {
  const open = new Set(offering(state).map(({ branch_id }) => branch_id));
  return (state.boot?.branches ?? []).filter(({ id }) => open.has(id));
}

/** Where the visit will be: the practitioner's branch. */
export function branchOf(state: Chosen, slot: Slot): Branch | undefined {
  const who = state.boot?.practitioners.find(({ id }) => id === slot.practitioner_id);
  return state.boot?.branches.find(({ id }) => id === who?.branch_id);
}

export const slotsOn = (state: State, date: string): Slot[] =>
  state.week?.find((day) => day.date === date)?.slots ?? [];
