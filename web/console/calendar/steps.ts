/** In which steps a visit is placed on the board: its service's own, counted from midnight as the API counts them. Pure. */
import type { Service } from "../../shared/types";
import { addMinutes, minutesBetween, shifted } from "./wall";

/** The finest that a calendar knows; staff get it by holding Shift. */
export const FINEST_MINUTES = 5;

type Stepped = Pick<Service, "id" | "step_minutes">;

/** A service's step; for no service, or one that is gone, the smallest of all. */
export function stepOf(services: Stepped[], serviceId?: string): number {
  const own = services.find(({ id }) => id === serviceId);
  if (own) return own.step_minutes;
  return services.length ? Math.min(...services.map(({ step_minutes: step }) => step)) : FINEST_MINUTES;
}

/** The start that is nearest to a wall time; half-way it is the later one, and never another day's. */
export function nearest(wall: string, step: number): string {
  const day = wall.slice(0, 10);
  const starts = Math.round(minutesBetween(`${day}T00:00`, wall) / step);
  return addMinutes(day, Math.min(starts, Math.ceil(1440 / step) - 1) * step);
}

/** Where a drag takes a visit: on its steps, unless only day or column changed. */
export function placed(wall: string, delta: { days: number; seconds: number }, step: number): string {
  const moved = shifted(wall, delta);
  return delta.seconds ? nearest(moved, step) : moved;
}

/** "00:15", as the board takes lengths. */
export const lengthOf = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
