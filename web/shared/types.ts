/** The shapes that travel between the API and the pages. */
export type { Money } from "./format";
import type { Money } from "./format";

export type Role = "owner" | "operator" | "doctor";
export type Channel = "sms" | "email" | "voice";
export type ReminderRule = { hours_before: number; channel: Channel };
export type TenantStatus =
  | "trialing" | "active" | "past_due" | "unpaid" | "paused" | "incomplete" | "canceled" | "pending" | "none";
export type Page<Item> = { items: Item[]; next_cursor: string | null };

export type Clinic = {
  id: string; name: string; phone: string; country: string; zone: string; language: string; languages: string[];
  currency: string; email: string; quiet_hours: { from: string; to: string }; reminders: ReminderRule[];
  version: number; status: TenantStatus; plan: string; trial_end: string | null; is_open: boolean; sms_number: string | null; voice_number: string | null;
  record_calls: boolean;
};
export type Branch = {
  id: string; name: string; address: string; phone: string; zone: string; version: number; archived: boolean;
};
export type Weekday = "mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun";
export type Hours = Record<Weekday, [string, string][]>;
export type Practitioner = {
  id: string; name: string; prefix: string; specialty: string; branch_id: string; color: string; languages: string[];
  bookable: boolean; hours: Hours; version: number; archived: boolean; staff_id: string | null;
};
export type Room = { id: string; name: string; kind: string; branch_id: string; version: number; archived: boolean };
export type Service = {
  id: string; name: string; names: Record<string, string>; description: string; duration_minutes: number;
  buffer_before_minutes: number; buffer_after_minutes: number; price: Money | null; room_kind: string | null;
  practitioner_ids: string[]; color: string; step_minutes: number; min_notice_minutes: number; max_days_ahead: number;
  cancel_notice_minutes: number; max_moves: number; reminders: ReminderRule[] | null; preparation: string;
  online: boolean; version: number; archived: boolean;
};
export type Leave = {
  id: string; practitioner_id: string; from: string; to: string; reason: string; affected: string[];
};
export type Closure = {
  id: string; branch_id: string | null; date: string; name: string; source: "holiday" | "manual";
};
export type Holiday = { date: string; name: string; closed: boolean };
export type Slot = {
  start: string; end: string; wall: string; zone: string; practitioner_id: string; practitioner_name: string;
};
export type Slots = { zone: string; days: { date: string; slots: Slot[] }[]; first: Slot | null };
export type PatientHit = {
  id: string; name: string; phone: string | null; phone_display: string | null; birth_date: string | null;
};
export type Consent = { given: boolean; at: string; source: string };
export type Patient = PatientHit & {
  given_name: string; family_name: string; title: string; phones: string[]; email: string; gender: string;
  language: string; address: string; note: string; consents: Record<string, Consent>; preferred_contact: "phone" | "sms" | ""; sms_opted_out: boolean;
  calls_refused: boolean; version: number; created_at: string;
};
export type AppointmentStatus = "booked" | "arrived" | "fulfilled" | "cancelled" | "noshow";
export type Source = "widget" | "link" | "sms" | "console" | "phone" | "import";
export type Appointment = {
  id: string; status: AppointmentStatus; confirmed_at: string | null; start: string; end: string; wall: string;
  zone: string; service_id: string; service_name: string; service_color: string | null; practitioner_id: string;
  practitioner_name: string; room_id: string | null; room_name: string | null; branch_id: string; branch_name: string;
  patient: PatientHit; source: Source; note: string; cancel_reason: string; moved_count: number;
  version: number; created_at: string;
};
export type MessageStatus =
  | "pending" | "calling" | "sent" | "delivered" | "failed" | "uncertain" | "skipped" | "received";
export type Message = {
  id: string; kind: string; channel: Channel; direction: "outbound" | "inbound"; body: string; to: string;
  status: MessageStatus; because: string | null; appointment_id: string | null; at: string;
};
export type Inquiry = {
  id: string; source: Source; reason: string; status: "open" | "closed"; patient: PatientHit | null; phone: string;
  appointment_id: string | null; text: string | null; campaign: Record<string, string> | null; outcome: string | null;
  owner_id: string | null; due_at: string | null; created_at: string; version: number;
};
export type TimelineEntry =
  | { at: string; kind: "appointment"; appointment: Appointment }
  | { at: string; kind: "message"; message: Message }
  | { at: string; kind: "inquiry"; inquiry: Inquiry };
export type User = {
  id: string; name: string; email: string; role: Role; practitioner_id: string | null; language: string;
};
export type Session = { user: User; clinic: Clinic };
