/** How texts, numbers and times are read on the handset: pure. */
import type { ClockState, Text } from "./exchange";

/** `+447700900123` out of what a person types; "" when it is no international number. */
export function numberOf(typed: string): string {
  const digits = typed.replace(/[\s().-]/g, "").replace(/^00/, "+");
  return /^\+[1-9]\d{6,14}$/.test(digits) ? digits : "";
}

export interface Piece {
  text: string;
  link: boolean;
}

/** The text cut at its links, in their order; whatever is no web address stays text. */
export function piecesOf(text: string, links: readonly string[]): Piece[] {
  const pieces: Piece[] = [];
  let rest = text;
  for (const link of links) {
    const at = /^https?:\/\//.test(link) ? rest.indexOf(link) : -1;
    if (at < 0) continue;
    if (at > 0) pieces.push({ text: rest.slice(0, at), link: false });
    pieces.push({ text: link, link: true });
    rest = rest.slice(at + link.length);
  }
  if (rest) pieces.push({ text: rest, link: false });
  return pieces;
}

export const dayOf = (at: string, locale: string): string =>
  new Intl.DateTimeFormat(locale, { weekday: "long", day: "numeric", month: "long" }).format(new Date(at));

export const timeOf = (at: string, locale: string): string =>
  new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(new Date(at));

export const momentOf = (at: string, locale: string): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" }).format(new Date(at));

export interface DayGroup {
  day: string;
  messages: Text[];
}

/** Messages under the days on which they were written, oldest first. */
export function daysOf(messages: readonly Text[], locale: string): DayGroup[] {
  const groups: DayGroup[] = [];
  for (const message of messages) {
    const day = dayOf(message.at, locale);
    const last = groups.at(-1);
    if (last?.day === day) last.messages.push(message);
    else groups.push({ day, messages: [message] });
  }
  return groups;
}

/** Older messages before those at hand, each once. */
export function joined(older: readonly Text[], newer: readonly Text[]): Text[] {
  const known = new Set(newer.map(({ id }) => id));
  return [...older.filter(({ id }) => !known.has(id)), ...newer];
}

/** "+1 day 2 hours" by which the clock runs ahead; "" when it shows real time. */
export function aheadOf({ offset_seconds: ahead }: ClockState, locale: string): string {
  const minutes = Math.round(ahead / 60);
  const parts = { day: Math.floor(minutes / 1440), hour: Math.floor((minutes % 1440) / 60), minute: minutes % 60 };
  return Object.entries(parts)
    .filter(([, value]) => value > 0)
    .map(([unit, value]) => new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "long" }).format(value))
    .join(" ");
}

/** How far a move has come, 0 to 1. */
export function shareOf(from: string, now: string, to: string): number {
  const whole = Date.parse(to) - Date.parse(from);
  return whole > 0 ? Math.min(1, Math.max(0, (Date.parse(now) - Date.parse(from)) / whole)) : 0;
}

/** What `datetime-local` shows for an instant, on this device. */
export function localInput(at: string): string {
  const date = new Date(at);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

export type Place = { tab: "messages" | "calls"; phone: string } | { tab: "mails"; address: string };

/** Where the address leads: `#/messages/+44…`, `#/mails/jane@example.com`, `#/calls/+44…`. */
export function placeOf(hash: string): Place {
  const [, tab, rest = ""] = hash.replace(/^#/, "").split("/");
  const value = decoded(rest);
  if (tab === "mails") return { tab, address: value };
  return { tab: tab === "calls" ? "calls" : "messages", phone: numberOf(value) };
}

/** An address that was cut short names nobody. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}

export function hashOf(place: Place): string {
  const value = place.tab === "mails" ? place.address : place.phone;
  return `#/${place.tab}${value && `/${encodeURIComponent(value)}`}`;
}
