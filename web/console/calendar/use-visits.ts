/** What one does to a visit: shown at once, taken back when the API refuses. */
import { type QueryClient, useMutation, useQueryClient } from "@tanstack/react-query";
import type { Appointment } from "../../shared/types";
import { cancelVisit, confirmVisit, moveVisit, restoreVisit, setStatus } from "../api/send";
import type { CalendarRange } from "../api/shapes";
import { useT } from "../i18n";
import { sayFailed, said, sayUndoable } from "../parts/say";
import { minutesBetween, wallOf } from "./wall";

type Kept = [readonly unknown[], CalendarRange | undefined][];

/** Draws the change on every board that is open; returns what was there, to roll back to. */
async function draw(cache: QueryClient, id: string, change: Partial<Appointment>): Promise<Kept> {
  await cache.cancelQueries({ queryKey: ["calendar"] });
  const kept = cache.getQueriesData<CalendarRange>({ queryKey: ["calendar"] });
  cache.setQueriesData<CalendarRange>({ queryKey: ["calendar"] }, (range) => range && changed(range, id, change));
  return kept;
}

export function changed(range: CalendarRange, id: string, change: Partial<Appointment>): CalendarRange {
  const appointments = range.appointments.map((visit) => (visit.id === id ? { ...visit, ...change } : visit));
  return { ...range, appointments };
}

const rollBack = (cache: QueryClient, kept: Kept | undefined): void =>
  kept?.forEach(([key, range]) => cache.setQueryData(key, range));

function refresh(cache: QueryClient): void {
  for (const key of ["calendar", "appointment", "timeline", "slots", "pop"]) void cache.invalidateQueries({ queryKey: [key] });
}

/** A visit as it will be once moved: same length, other start. */
export function movedTo(visit: Appointment, start: string, practitionerId?: string): Partial<Appointment> {
  const minutes = minutesBetween(visit.start, visit.end);
  const end = new Date(new Date(start).getTime() + minutes * 60_000).toISOString();
  return { start, end, wall: wallOf(start, visit.zone), ...(practitionerId ? { practitioner_id: practitionerId } : {}) };
}

/** `override` are the rules that staff set aside; which minute a visit starts at is theirs to say anyway. */
export type MoveRequest = { visit: Appointment; start: string; practitionerId?: string; notify: boolean; override?: string[] };

export function useMove(onRefused?: (error: Error, request: MoveRequest) => void, onMoved?: () => void) {
  const cache = useQueryClient();
  const t = useT();
  return useMutation({
    mutationFn: ({ visit, start, practitionerId, notify, override = [] }: MoveRequest) => {
      const whose = practitionerId ? { practitioner_id: practitionerId } : {};
      return moveVisit(visit.id, { start, version: visit.version, notify, override: [...new Set(["step", ...override])], ...whose });
    },
    onMutate: ({ visit, start, practitionerId }) => draw(cache, visit.id, movedTo(visit, start, practitionerId)),
    onError: (error, request, kept) => {
      rollBack(cache, kept);
      if (onRefused) onRefused(error, request);
    },
    onSuccess: () => {
      said(t("visit.moved"));
      onMoved?.();
    },
    onSettled: () => refresh(cache),
  });
}

export function useCancel(onDone: () => void) {
  const cache = useQueryClient();
  const t = useT();
  const restore = useMutation({
    mutationFn: ({ id, version }: Appointment) => restoreVisit(id, version),
    onSuccess: () => said(t("visit.restored")),
    onError: (error) => sayFailed(error, t),
    onSettled: () => refresh(cache),
  });
  return useMutation({
    mutationFn: ({ visit, reason, notify }: { visit: Appointment; reason: string; notify: boolean }) =>
      cancelVisit(visit.id, { reason, version: visit.version, notify }),
    onMutate: ({ visit }) => draw(cache, visit.id, { status: "cancelled" }),
    onError: (_error, _request, kept) => rollBack(cache, kept),
    onSuccess: (cancelled, { visit }) => {
      onDone();
      sayUndoable(t("visit.cancelled", { patient: visit.patient.name }), t("common.undo"), () => restore.mutate(cancelled));
    },
    onSettled: () => refresh(cache),
  });
}

export function useStatus() {
  const cache = useQueryClient();
  const t = useT();
  return useMutation({
    mutationFn: ({ visit, status }: { visit: Appointment; status: Appointment["status"] | "confirmed" }) =>
      status === "confirmed" ? confirmVisit(visit.id, visit.version) : setStatus(visit.id, status, visit.version),
    onMutate: ({ visit, status }) =>
      draw(cache, visit.id, status === "confirmed" ? { confirmed_at: new Date().toISOString() } : { status }),
    onError: (error, _request, kept) => {
      rollBack(cache, kept);
      sayFailed(error, t);
    },
    onSettled: () => refresh(cache),
  });
}
