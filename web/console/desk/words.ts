/** Calls, their outcomes and operators' states in the reader's words. */
import type { Call, Pop } from "../api/call-shapes";
import type { Key, T } from "../i18n";

const STATES: Record<string, Key> = {
  Available: "agent.available", Offline: "agent.offline", AfterCallWork: "agent.afterCall", Busy: "agent.busy", PendingBusy: "agent.busy", Pending: "agent.busy", Initialization: "agent.offline", init: "agent.offline", Talking: "agent.talking",
  MissedCallAgent: "agent.missed", FailedConnectAgent: "agent.missed", CallingCustomer: "agent.calling", Default: "agent.missed",
  Break: "agent.break", Lunch: "agent.lunch", Training: "agent.training",
};

/** Connect's own states are translated; a clinic's are as the clinic named them. */
export const stateWords = (name: string, t: T): string => (STATES[name] ? t(STATES[name]) : name);

/** The one person on the number, "a family" by its first, else the number as it is spoken. */
export function callerName(pop: Pop | undefined, number: string, t: T): string {
  const [first, ...others] = pop?.people ?? [];
  if (first) return others.length ? t("card.orOthers", { name: first.patient.name, count: others.length }) : first.patient.name;
  return pop?.call.number_display || number || t("call.withheld");
}

/** Who a call was with: the patient, else the number. */
export const otherSide = (call: Pick<Call, "patient" | "number" | "number_display">, t: T): string =>
  call.patient?.name || call.number_display || call.number || t("call.withheld");

/** "4 min 5 s" in the reader's language. */
export function secondsWords(seconds: number, locale: string): string {
  const unit = (value: number, name: "minute" | "second"): string =>
    new Intl.NumberFormat(locale, { style: "unit", unit: name, unitDisplay: "short" }).format(value);
  const [minutes, rest] = [Math.floor(seconds / 60), Math.round(seconds % 60)];
  return [minutes ? unit(minutes, "minute") : "", rest || !minutes ? unit(rest, "second") : ""].filter(Boolean).join(" ");
}
