/** What the console changes. Every function is one request; its answer is the thing as it is now. */
import type { Appointment, Patient, Session } from "../../shared/types";
import type { Call, DeskSession, MissedCall, Recording, WrappedOutcome } from "./call-shapes";
import { answer, api, once } from "./client";

type Method = "POST" | "PUT" | "PATCH" | "DELETE";

/** One write; `key` makes a creating request repeatable without a second effect. */
export function send<T>(method: Method, path: string, ids: object = {}, body?: object, key?: string): Promise<T> {
  const call = api[method] as (path: never, init: never) => Promise<unknown>;
  const said = body ?? (method === "POST" ? {} : undefined);
  const init = { params: { path: ids }, ...(said ? { body: said } : {}), ...(key ? once(key) : {}) };
  return answer<T>(call(path as never, init as never));
}

export const signIn = (email: string, password: string): Promise<Session> =>
  send("POST", "/api/auth/sign-in", {}, { email, password });
export const signOut = (everywhere: boolean): Promise<void> =>
  send("POST", everywhere ? "/api/auth/sign-out-everywhere" : "/api/auth/sign-out");
/** The account's own language, in which its letters come. */
export const speak = (language: string): Promise<Session> => send("PATCH", "/api/auth/session", {}, { language });
export const forgot = (email: string): Promise<void> => send("POST", "/api/auth/forgot", {}, { email });

export type Booking = {
  service_id: string;
  practitioner_id: string | null;
  branch_id?: string;
  start: string;
  patient_id?: string;
  patient?: Partial<Patient>;
  note?: string;
  notify: boolean;
  override?: string[];
  source?: "phone";
};

const visit = (id: string): object => ({ appointment_id: id });

export const book = (body: Booking, key: string): Promise<Appointment> => send("POST", "/api/appointments", {}, body, key);

export type Move = { start: string; practitioner_id?: string; version: number; notify: boolean; override: string[] };
export const moveVisit = (id: string, body: Move): Promise<Appointment> =>
  send("POST", "/api/appointments/{appointment_id}/move", visit(id), body);
export const cancelVisit = (id: string, body: { reason: string; version: number; notify: boolean }): Promise<Appointment> =>
  send("POST", "/api/appointments/{appointment_id}/cancel", visit(id), body);
export const confirmVisit = (id: string, version: number): Promise<Appointment> =>
  send("POST", "/api/appointments/{appointment_id}/confirm", visit(id), { version });
export const restoreVisit = (id: string, version: number): Promise<Appointment> =>
  send("POST", "/api/appointments/{appointment_id}/restore", visit(id), { version });
export const setStatus = (id: string, status: string, version: number): Promise<Appointment> =>
  send("POST", "/api/appointments/{appointment_id}/status", visit(id), { status, version });

const call = (id: string): object => ({ contact_id: id });

/** A softphone for whoever is signed in; the same one when it is asked for again. */
export const openDesk = (): Promise<DeskSession> => send("POST", "/api/desk/session");
export type WrapUp = { outcome: WrappedOutcome; note: string; patient_id?: string };
export const wrapUp = (id: string, body: WrapUp): Promise<Call> => send("POST", "/api/calls/{contact_id}/wrap-up", call(id), body);
/** An address that is good for a few minutes; who asked is kept. */
export const listen = (id: string): Promise<Recording> => answer(api.GET("/api/calls/{contact_id}/recording" as never, { params: { path: call(id) } } as never));
export const settleMissed = (id: string, outcome: MissedCall["outcome"], version: number): Promise<MissedCall> =>
  send("PATCH", "/api/missed-calls/{missed_call_id}", { missed_call_id: id }, { outcome, version });
