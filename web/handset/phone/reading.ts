/** How a call is read on the phone: its length, its ways, its keys. Pure. */
import type { Call, Line, Step } from "./line";

export const KEYS = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "*", "0", "#"] as const;

/** The keypad's key for a key of the keyboard; "" for any other, and while a modifier is held. */
export function keyOf(event: { key: string; ctrlKey: boolean; metaKey: boolean; altKey: boolean }): string {
  if (event.ctrlKey || event.metaKey || event.altKey) return "";
  return (KEYS as readonly string[]).includes(event.key) ? event.key : "";
}

/** "1:05" or "1:00:05" since a call was answered; "" before. */
export function lengthOf(call: Pick<Call, "connected_at" | "ended_at">, now: number): string {
  if (!call.connected_at) return "";
  const until = call.ended_at ? Date.parse(call.ended_at) : now;
  const seconds = Math.max(0, Math.floor((until - Date.parse(call.connected_at)) / 1000));
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60), seconds % 60];
  const two = (value: number): string => String(value).padStart(2, "0");
  return hours ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

/** The number at the other end, as the phone shows it; null when it is withheld. */
export const otherEnd = (call: Pick<Call, "direction" | "from" | "to">): string | null =>
  call.direction === "inbound" ? call.to : call.from;

export const isLive = (call: Pick<Call, "state"> | null): boolean => call !== null && call.state !== "ended";

/** What is to be spoken: the system's lines after the `heard` first ones. */
export const unspoken = (lines: readonly Line[], heard: number): Line[] =>
  lines.slice(heard).filter(({ who, text }) => who === "system" && text.trim() !== "");

/** The language of a text by its letters, where nobody said it: a voice of the wrong language can't be understood. */
export function languageOf(line: Pick<Line, "text" | "language">): string {
  if (line.language) return line.language;
  if (/[\u4e00-\u9fff]/.test(line.text)) return "zh-CN";
  if (/[\u0400-\u04ff]/.test(line.text)) return "ru-RU";
  if (/[őűŐŰ]/.test(line.text)) return "hu-HU";
  if (/[ğışĞİŞ]/.test(line.text)) return "tr-TR";
  return "en-US";
}

export interface Leg {
  flow: string;
  name: string;
  steps: Step[];
}

/** The path cut where one flow hands over to the next. */
export function legsOf(steps: readonly Step[]): Leg[] {
  const legs: Leg[] = [];
  for (const step of steps) {
    const last = legs.at(-1);
    if (last?.flow === step.flow) last.steps.push(step);
    else legs.push({ flow: step.flow, name: step.flow_name || step.flow, steps: [step] });
  }
  return legs;
}
