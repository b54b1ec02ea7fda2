/** Shapes of the telephone desk: calls, who calls, what was missed, the board. */
import type { Appointment, Inquiry, PatientHit, TimelineEntry } from "../../shared/types";

export type CallDirection = "inbound" | "outbound";
export type CallStatus = "menu" | "dialling" | "waiting" | "callback" | "talking" | "ended";
export type WrappedOutcome = "booked" | "moved" | "cancelled" | "confirmed" | "answered" | "question" | "no_answer" | "other";
export type CallOutcome = WrappedOutcome | "stopped" | "informed" | "callback" | "voicemail" | "abandoned" | "after_hours" | "cut_off";
export type Promised = { number: string; until: string; state: "pending" | "kept" | "broken" };
export type Call = {
  contact_id: string; direction: CallDirection; status: CallStatus; outcome: CallOutcome | null; missed: boolean;
  number: string; number_display: string; calls_refused: boolean; started_at: string; answered_at: string | null; ended_at: string | null;
  wait_seconds: number | null; talk_seconds: number | null; agent: { id: string; name: string } | null;
  patient: PatientHit | null; note: string; wrapped_up: boolean; callback: Promised | null;
  recording: "none" | "pending" | "ready";
};
export type CallFilter = {
  direction?: CallDirection; outcome?: CallOutcome; agent_id?: string; number?: string; missed?: boolean; promised?: boolean; from?: string; to?: string;
};
export type MissedCall = {
  id: string; number: string; number_display: string; calls_refused: boolean; reason: "abandoned" | "after_hours" | "voicemail" | "cut_off" | "broken";
  status: "open" | "closed"; count: number; call_ids: string[]; first_at: string; last_at: string; due_at: string;
  patient: PatientHit | null; text: "due" | "sent" | "skipped"; text_at: string | null; because: string;
  outcome: "reached" | "booked" | "unreachable" | "not_needed" | null; closed_at: string | null; closed_by: string | null; version: number;
};
export type PopPerson = {
  patient: PatientHit; language: string; note: string; next_visit: Appointment | null; last_visit: Appointment | null;
  last_contacts: TimelineEntry[]; open_inquiries: Inquiry[];
};
export type Pop = {
  call: Call; people: PopPerson[]; missed_call: MissedCall | null;
  draft: { source: "phone"; reason: "question"; phone: string; phone_display: string; language: string } | null;
};
export type Recording = { url: string; expires_at: string };
export type BoardCall = {
  contact_id: string; direction: CallDirection; status: CallStatus; number: string; number_display: string; since: string; agent_id: string | null;
};
export type BoardQueue = { name: string; waiting: number; callbacks: number; talking: number; longest_since: string | null };
export type BoardAgent = { id: string; name: string; state: string; since: string | null; contact_id: string | null };
export type CallBoard = { at: string; today: string; queues: BoardQueue[]; calls: BoardCall[]; agents: BoardAgent[] };
export type DeskSession = { ccp_url: string; username: string; region: string; instance_id: string; number: string; queue_arn: string };
