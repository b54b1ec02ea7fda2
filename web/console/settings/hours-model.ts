/** Weekly working hours: spans of wall time per weekday; a break is the gap between two spans. Pure. */
import type { Hours, Weekday } from "../../shared/types";

export type Span = [string, string];
export const WEEKDAYS: Weekday[] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
export const emptyHours = (): Hours => ({ mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] });

const minutes = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
const time = (at: number): string => `${String(Math.floor(at / 60)).padStart(2, "0")}:${String(at % 60).padStart(2, "0")}`;
const VALID = /^([01]\d|2[0-3]):[0-5]\d$|^24:00$/;

/** Every weekday present, as the editor needs it. */
export const complete = (hours: Partial<Hours> | null | undefined): Hours => ({ ...emptyHours(), ...hours });

export const hasHours = (hours: Partial<Hours> | null | undefined): boolean =>
  Object.values(hours ?? {}).some((spans) => spans.length > 0);

export const withDay = (hours: Hours, day: Weekday, spans: Span[]): Hours => ({ ...hours, [day]: spans });

/** A closed day opens with the hours of the nearest open day before it, else 9 to 17. */
export function openDay(hours: Hours, day: Weekday): Hours {
  const before = WEEKDAYS.slice(0, WEEKDAYS.indexOf(day)).reverse();
  const like = before.find((other) => hours[other].length);
  return withDay(hours, day, like ? copyOf(hours[like]) : [["09:00", "17:00"]]);
}

const copyOf = (spans: Span[]): Span[] => spans.map(([from, to]) => [from, to]);

/** Splits the longest span by an hour in its middle; a span too short for it stays, and a new one follows. */
export function addBreak(spans: Span[]): Span[] {
  const lengths = spans.map(([from, to]) => minutes(to) - minutes(from));
  const longest = lengths.indexOf(Math.max(...lengths));
  const span = spans[longest];
  if (!span || (lengths[longest] ?? 0) < 120) return spans;
  const middle = Math.round((minutes(span[0]) + minutes(span[1])) / 2 / 30) * 30;
  const split: Span[] = [[span[0], time(middle - 30)], [time(middle + 30), span[1]]];
  return [...spans.slice(0, longest), ...split, ...spans.slice(longest + 1)];
}

/** Takes the break after span `index` away: two spans become one. */
export function removeBreak(spans: Span[], index: number): Span[] {
  const [one, other] = [spans[index], spans[index + 1]];
  if (!one || !other) return spans;
  return [...spans.slice(0, index), [one[0], other[1]], ...spans.slice(index + 2)];
}

export function setEdge(spans: Span[], index: number, edge: 0 | 1, value: string): Span[] {
  return spans.map((span, at) => (at === index ? ((edge === 0 ? [value, span[1]] : [span[0], value]) as Span) : span));
}

/** The same hours on every other weekday that works. */
export function copyToOpenDays(hours: Hours, from: Weekday): Hours {
  return Object.fromEntries(
    WEEKDAYS.map((day) => [day, day === from || hours[day].length ? copyOf(hours[from]) : []]),
  ) as Hours;
}

export type HoursProblem = "time" | "order" | "overlap";

/** What is wrong with a day, if anything: a time that is none, an end before its start, spans that overlap. */
export function problemOf(spans: Span[]): HoursProblem | null {
  if (spans.flat().some((edge) => !VALID.test(edge))) return "time";
  if (spans.some(([from, to]) => minutes(from) >= minutes(to))) return "order";
  const sorted = [...spans].sort(([one], [other]) => minutes(one) - minutes(other));
  return sorted.some((span, at) => at > 0 && minutes(span[0]) < minutes(sorted[at - 1]![1])) ? "overlap" : null;
}

export const valid = (hours: Hours): boolean => WEEKDAYS.every((day) => problemOf(hours[day]) === null);

/** As the API keeps them: spans in order, touching ones joined. */
export function tidy(hours: Hours): Hours {
  return Object.fromEntries(WEEKDAYS.map((day) => [day, joined(hours[day])])) as Hours;
}

function joined(spans: Span[]): Span[] {
  const sorted = copyOf(spans).sort(([one], [other]) => minutes(one) - minutes(other));
  return sorted.reduce<Span[]>((done, span) => {
    const last = done[done.length - 1];
    if (last && last[1] === span[0]) last[1] = span[1];
    else done.push(span);
    return done;
  }, []);
}

/** Hours worked in a week. */
export const weeklyHours = (hours: Hours): number =>
  WEEKDAYS.flatMap((day) => hours[day]).reduce((sum, [from, to]) => sum + Math.max(0, minutes(to) - minutes(from)), 0) / 60;
