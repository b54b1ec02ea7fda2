/** What the page knows about a visit, and what it concludes from it: pure. */
import type { Slot } from "../widget/wire";

export interface Visit {
  id: string;
  status: string;
  confirmed: boolean;
  /** Its time has passed. */
  over: boolean;
  start: string;
  end: string;
  wall: string;
  zone: string;
  service_name: string;
  practitioner_name: string;
  branch_name: string;
  branch_address: string;
  preparation: string;
  can_confirm: boolean;
  can_move: boolean;
  can_cancel: boolean;
  moves_left: number;
  cancel_notice_minutes: number;
  /** Why nothing can be changed: notice_passed, moves_exhausted, conflict, or "". */
  why: string;
}

export interface OtherVisit {
  id: string;
  wall: string;
  service_name: string;
  practitioner_name: string;
}

export interface VisitPage {
  clinic: { name: string; phone: string; color: string; language: string };
  visit: Visit;
  others: OtherVisit[];
  /** `nameless`: booked by phone, nothing but a number is known. */
  patient: { given_name: string; nameless: boolean };
  language: string;
  /** The token that counts from now on, after a change that made the old one void. */
  link?: string | null;
}

/** Who somebody is who booked by phone; the birth date may be left out. */
export interface Details {
  given_name: string;
  family_name: string;
  birth_date: string | null;
}

/** Something that the reader is told, with other times where theirs is gone. */
export interface Notice {
  key: string;
  good?: boolean;
  times?: Slot[];
}

/** What the link itself says when it shows no visit. */
export interface Broken {
  key: "used" | "expired" | "invalid" | "offline" | "failed";
  clinicName: string;
  clinicPhone: string;
}

export type Standing = "planned" | "confirmed" | "cancelled" | "over";

export function standingOf({ status, confirmed, over }: Visit): Standing {
  if (status === "cancelled") return "cancelled";
  if (status !== "booked" || over) return "over";
  return confirmed ? "confirmed" : "planned";
}

/** The title's message key: nobody is greeted by a name that is not known, nor asked to come to what has begun. */
export function titleOf({ visit, patient }: VisitPage): string {
  const standing = standingOf(visit);
  if (standing !== "planned" && standing !== "confirmed") return `standing.${standing}`;
  const asked = standing === "planned" && visit.can_confirm;
  return `${patient.nameless ? "hello" : "standing"}.${asked ? "planned" : "confirmed"}`;
}

/** Message key and values that say why something can't be done here; null when all can. */
export function whyNot(visit: Visit): { key: string; values: Record<string, number> } | null {
  if (standingOf(visit) === "cancelled" || standingOf(visit) === "over") return null;
  if (visit.can_move && visit.can_cancel) return null;
  if (visit.why === "moves_exhausted") return { key: "why.moves", values: {} };
  if (visit.why !== "notice_passed") return { key: "why.other", values: {} };
  const minutes = visit.cancel_notice_minutes;
  if (minutes <= 0) return { key: "why.started", values: {} };
  const key = minutes % 1440 === 0 && minutes > 1440 ? "why.days" : minutes % 60 === 0 ? "why.hours" : "why.minutes";
  const unit = { "why.days": 1440, "why.hours": 60, "why.minutes": 1 }[key] ?? 1;
  return { key, values: { count: minutes / unit } };
}

/** The token of `/v/<token>`. */
export const tokenOf = (path: string): string => /^\/v\/([\w-]+)\/?$/.exec(path)?.[1] ?? "";

const BROKEN: Record<string, Broken["key"]> = {
  link_used: "used",
  link_expired: "expired",
  link_invalid: "invalid",
  not_found: "invalid",
};

/** A refusal that means that the link is no good, or null for other refusals. */
export function brokenBy(code: string, fields: Record<string, unknown>): Broken | null {
  const key = BROKEN[code];
  const text = (value: unknown) => (typeof value === "string" ? value : "");
  return key ? { key, clinicName: text(fields.clinic_name), clinicPhone: text(fields.clinic_phone) } : null;
}

const REFUSED: Record<string, string> = {
  notice_passed: "refused.notice",
  moves_exhausted: "why.moves",
  too_many: "refused.too_many",
};

/** What to say about an act that was refused. */
export function noticeOf(code: string, fields: Record<string, unknown>): Notice {
  if (code !== "slot_taken") return { key: REFUSED[code] ?? "refused.other" };
  const times = Array.isArray(fields.alternatives) ? (fields.alternatives as Slot[]).slice(0, 3) : [];
  return { key: times.length ? "taken" : "taken.none", times };
}
