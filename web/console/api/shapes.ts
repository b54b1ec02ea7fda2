/** Shapes that only the console meets: its set-up, calendar, imports and billing. */
import type { Appointment, Money, Role, TenantStatus } from "../../shared/types";

export type SetupStep = "branch" | "practitioner" | "service" | "hours" | "widget" | "billing";
export type Setup = { steps: { id: SetupStep; done: boolean }[]; bookable_from: string | null; script_tag: string };

export type Billing = {
  status: TenantStatus;
  plan: string | null;
  trial_end: string | null;
  current_period_end: string | null;
  cancel_at_period_end: boolean;
  price: Money | null;
};

export type StaffMember = {
  id: string;
  name: string;
  email: string;
  role: Role;
  practitioner_id: string | null;
  language: string;
  status: "invited" | "active" | "disabled";
};

export type CalendarResource = {
  practitioner_id: string;
  name: string;
  color: string;
  working: [string, string][];
  leave: [string, string, string][];
  closed: string | null;
};
export type CalendarDay = { date: string; resources: CalendarResource[] };
export type CalendarRange = { zone: string; days: CalendarDay[]; appointments: Appointment[] };

export type ImportStatus = "uploaded" | "previewed" | "running" | "done" | "failed";
export type ImportRun = {
  id: string;
  filename: string;
  status: ImportStatus;
  rows: number;
  done: number;
  created: number;
  merged: number;
  unchanged: number;
  refused: number;
  started_at: string | null;
  finished_at: string | null;
  problem: string | null;
};
export type ImportRow = {
  row: number;
  result: "created" | "merged" | "refused";
  reason: string | null;
  field: string | null;
  patient_id: string | null;
};
export type ImportColumn = {
  index: number;
  header: string;
  samples: string[];
  field: string | null;
  confidence: number;
};
export type ImportPreview = {
  encoding: string;
  delimiter: string | null;
  sheet: string | null;
  header: string[];
  columns: ImportColumn[];
  fields: string[];
  rows_total_estimate: number;
  preview: { row: number; values: string[]; accepted: boolean; reason: string | null }[];
};

export type WidgetSettings = {
  site_key: string;
  script_tag: string;
  allowed_origins: string[];
  color: string;
  languages: string[];
  version: number;
};
