/** What the handset asks the telephone exchange of the local cloud: shapes and calls. */

export interface PhoneLine {
  phone: string;
  unread: number;
  peers: string[];
  last: { text: string; at: string; direction: Direction } | null;
}
/** Seen from the phone: `received` is what the clinic wrote. */
export type Direction = "received" | "sent";
export interface Text {
  id: string;
  direction: Direction;
  peer: string;
  text: string;
  at: string;
  arrived_at: string | null;
  state: string;
  links: string[];
  read: boolean;
}
export interface Thread {
  phone: string;
  unread: number;
  peers: string[];
  opted_out_of: string[];
  messages: Text[];
  /** Id to ask older messages with; null at the beginning. */
  before: string | null;
}
export interface Mail {
  id: string;
  from: string;
  to: string[];
  subject: string;
  text: string | null;
  html: string | null;
  at: string;
  links: string[];
}
export interface Mails {
  mails: Mail[];
  addresses: { address: string; count: number }[];
}
export interface ClockState {
  now: string;
  offset_seconds: number;
  moving: boolean;
}
export interface Moved extends ClockState {
  started: number;
  steps: { at: string; started: number; settled: boolean }[];
  warnings: string[];
}

/** The exchange said no; `message` is its sentence. */
export class ExchangeError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

async function ask<T>(path: string, body?: unknown): Promise<T> {
  const post = { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
  const response = await fetch(`/_local${path}`, body === undefined ? {} : post).catch(() => null);
  const answer = await response?.json().catch(() => null);
  if (response?.ok && answer) return answer as T;
  throw new ExchangeError(response?.status ?? 0, answer?.code ?? "unreachable", answer?.message ?? "");
}

const thread = (phone: string) => `/handset/phones/${encodeURIComponent(phone)}`;

export const listPhones = () => ask<{ phones: PhoneLine[]; unread: number }>("/handset/phones");
export const showThread = (phone: string, before = "") =>
  ask<Thread>(`${thread(phone)}?limit=50${before && `&before=${encodeURIComponent(before)}`}`);
export const reply = (phone: string, text: string, to: string) =>
  ask<{ message: Text }>(`${thread(phone)}/messages`, { text, ...(to && { to }) });
export const markRead = (phone: string) => ask<{ unread: number }>(`${thread(phone)}/read`, {});
export const listMails = (to: string) =>
  ask<Mails>(`/handset/mails?limit=50${to && `&to=${encodeURIComponent(to)}`}`);
export const showClock = () => ask<ClockState>("/clock");
export const moveClock = (move: { advance: string } | { to: string }) => ask<Moved>("/clock", move);

/** The clinics' numbers, for a phone that nobody wrote to yet. */
export async function listNumbers(): Promise<string[]> {
  const { phone_numbers } = await ask<{ phone_numbers: { PhoneNumber: string }[] }>("/numbers");
  return phone_numbers.map(({ PhoneNumber }) => PhoneNumber);
}
