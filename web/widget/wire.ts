/** What the widget says to the API and hears back: shapes, one call with retries, refusals as errors. */

export interface Money {
  amount: number;
  currency: string;
}
export interface Service {
  id: string;
  name: string;
  description?: string | null;
  duration_minutes: number;
  price?: Money | null;
  practitioner_ids: string[];
  branch_ids?: string[];
}
export interface Practitioner {
  id: string;
  name: string;
  specialty?: string | null;
  branch_id: string;
}
export interface Branch {
  id: string;
  name: string;
  address?: string | null;
  zone: string;
}
export interface ClinicCard {
  name: string;
  phone: string;
  phone_display?: string | null;
  zone?: string;
  language?: string;
  country?: string | null;
}
export interface Boot {
  open: boolean;
  clinic: ClinicCard;
  languages: string[];
  theme?: { color?: string | null } | null;
  branches: Branch[];
  services: Service[];
  practitioners: Practitioner[];
}
export interface Slot {
  start: string;
  end: string;
  /** Wall time at the clinic, `YYYY-MM-DDTHH:MM`. */
  wall: string;
  zone: string;
  practitioner_id: string;
  practitioner_name: string;
}
export interface Day {
  date: string;
  slots: Slot[];
}
export interface SlotPage {
  zone: string;
  days: Day[];
  first: Slot | null;
}
export interface HoldAnswer {
  token: string;
  expires_at: string;
  expires_in_seconds?: number;
  slot: Slot;
}
export interface CodeAnswer {
  expires_at: string;
  resend_after_seconds: number;
  digits: number;
}
export interface Booked {
  appointment: {
    id: string;
    start: string;
    wall: string;
    zone: string;
    service_name: string;
    practitioner_name: string;
    branch?: { name: string; address?: string | null } | null;
  };
  manage_url: string;
  ics_url: string;
}

/** The API understood and said no. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly fields: Record<string, unknown> = {},
  ) {
    super(code);
  }
}

/** Nothing came back, several times over. */
export class Unreachable extends Error {}

const PAUSES_MS = [500, 1500];
const PATIENCE_MS = 20_000;
const wait = (ms: number) => new Promise((done) => setTimeout(done, ms));

async function once(url: string, init: RequestInit): Promise<Response> {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), PATIENCE_MS);
  try {
    return await fetch(url, { ...init, signal: stop.signal });
  } finally {
    clearTimeout(timer);
  }
}

/**
 * GET without a body, POST with one; every try of a POST carries the same bytes, and so the same
 * idempotency key. A text body without headers is a "simple" request: no preflight.
 */
export async function call<T>(url: string, body?: unknown, init: RequestInit = {}): Promise<T> {
  const request: RequestInit = { credentials: "omit", ...init };
  if (body !== undefined) {
    request.method = "POST";
    request.body = JSON.stringify(body);
  }
  for (let attempt = 0; ; attempt += 1) {
    const response = await once(url, request).catch(() => null);
    if (response && (response.status < 502 || response.status > 504)) return answerOf<T>(response);
    const pause = PAUSES_MS[attempt];
    if (pause === undefined) throw new Unreachable();
    await wait(pause);
  }
}

async function answerOf<T>(response: Response): Promise<T> {
  const answer = response.status === 204 ? {} : await response.json().catch(() => null);
  if (response.ok && answer) return answer as T;
  if (!answer?.code) throw response.ok || response.status >= 500 ? new Unreachable() : new Refused(response.status, "invalid");
  throw new Refused(response.status, answer.code, answer.fields ?? {});
}

/** A new random key; plain-http pages have no crypto.randomUUID. */
export function newKey(): string {
  if (crypto.randomUUID) return crypto.randomUUID();
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, "0"),
  ).join("");
}
