/** What a visit on the board says, to the eye and to the ear. Built from nodes: names are never HTML. */
import { formatLongDay, formatTime } from "../../shared/format";
import type { Appointment } from "../../shared/types";
import type { Key, T } from "../i18n";
import { minutesBetween } from "./wall";

const MARKS: Partial<Record<Appointment["status"], string>> = { arrived: "●", fulfilled: "✓", noshow: "✕" };

/** A shorter visit has room for one line. */
const TWO_LINES_MINUTES = 30;

const span = (className: string, text: string): HTMLSpanElement => {
  const node = document.createElement("span");
  node.className = className;
  node.textContent = text;
  return node;
};

export function stateKey(visit: Appointment): Key {
  if (visit.status === "booked" && visit.confirmed_at) return "visit.status.confirmed";
  return `visit.status.${visit.status}`;
}

export function visitContent(visit: Appointment, t: T, time: string): Node[] {
  const head = span("visit-head", "");
  const mark = MARKS[visit.status] ?? (visit.confirmed_at ? "✓" : "");
  head.append(span("visit-time", time), span("visit-name", visit.patient.name));
  if (mark) {
    const sign = span("visit-mark", mark);
    sign.title = t(stateKey(visit));
    head.append(sign);
  }
  const service = span("visit-service", visit.service_name);
  if (minutesBetween(visit.start, visit.end) >= TWO_LINES_MINUTES) return [head, service];
  head.insertBefore(service, head.children[2] ?? null);
  return [head];
}

export function visitLabel(visit: Appointment, t: T, locale: string): string {
  return t("calendar.visitLabel", {
    patient: visit.patient.name,
    service: visit.service_name,
    doctor: visit.practitioner_name,
    day: formatLongDay(visit.wall, locale),
    time: formatTime(visit.wall, locale),
    state: t(stateKey(visit)),
  });
}
