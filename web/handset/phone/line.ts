/** What a phone asks the telephone exchange: to ring, to be rung, to press keys. Its address is told by the handset's server. */
import { ExchangeError } from "../exchange";

/** `ringing` until somebody answers; then `connected` to the menu, a queue or a person; `ended` for good. */
export type CallState = "ringing" | "connected" | "ended";
export type Who = "system" | "caller" | "agent";

export interface Line {
  at: string;
  who: Who;
  text: string;
  /** Of what the system says, as Connect names it: `tr-TR`. */
  language?: string | null;
}
/** One action of a flow that the call went through, and by which way it left. */
export interface Step {
  at?: string;
  flow: string;
  flow_name?: string;
  action: string;
  type: string;
  branch?: string | null;
  /** What went wrong there, so that nobody overlooks it. */
  problem?: string;
}
export interface Call {
  contact_id: string;
  /** E.164; null when it is withheld. */
  from: string | null;
  to: string;
  /** Seen from the clinic: `outbound` rings a patient's phone. */
  direction: "inbound" | "outbound";
  state: CallState;
  started_at: string;
  connected_at: string | null;
  ended_at: string | null;
  /** Why it ended, as Connect says it. */
  reason: string | null;
  transcript: Line[];
  steps: Step[];
}
/** Where calls go: null while no exchange runs. */
export interface Exchange {
  url: string | null;
  numbers: { number: string; name: string }[];
}

async function ask<T>(address: string, body?: unknown): Promise<T> {
  const post = { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
  const response = await fetch(address, body === undefined ? {} : post).catch(() => null);
  const answer = await response?.json().catch(() => null);
  if (response?.ok) return answer as T;
  throw new ExchangeError(response?.status ?? 0, answer?.code ?? "unreachable", answer?.message ?? "");
}

/** The exchange with the demo clinic's number, else with the first that it answers. */
export async function findExchange(): Promise<Exchange> {
  const told = await ask<Exchange>("/_local/handset/exchange");
  if (!told.url) return told;
  const found = await ask<{ numbers: string[] }>(`${told.url}/_local/numbers`).catch(() => null);
  if (!found) return { ...told, url: null };
  const first = found.numbers.slice(0, 1).map((number) => ({ number, name: "" }));
  return { ...told, numbers: told.numbers.length ? told.numbers : first };
}

/** One exchange, asked at its own address. */
export function exchangeAt(url: string) {
  const at = (contactId: string, act = "") => `${url}/_local/calls/${encodeURIComponent(contactId)}${act}`;
  return {
    ring: (from: string | null, to: string) => ask<{ contact_id: string }>(`${url}/_local/calls`, { from, to }),
    show: (contactId: string) => ask<Call>(at(contactId)),
    current: (number: string) => ask<Call | null>(`${url}/_local/phones/${encodeURIComponent(number)}/call`),
    press: (contactId: string, keys: string) => ask<unknown>(at(contactId, "/keys"), { keys }),
    answer: (contactId: string) => ask<unknown>(at(contactId, "/answer"), {}),
    decline: (contactId: string) => ask<unknown>(at(contactId, "/reject"), {}),
    hangUp: (contactId: string) => ask<unknown>(at(contactId, "/hang-up"), {}),
    events: () => new EventSource(`${url}/_local/events`),
  };
}
export type Lines = ReturnType<typeof exchangeAt>;
