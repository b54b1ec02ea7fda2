/** What the console asks, with the keys by which answers are kept and refreshed. */
import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import type {
  Appointment, Branch, Clinic, Closure, Holiday, Inquiry, Leave, Page, Patient, PatientHit, Practitioner, Room,
  Service, Session, Slots, TimelineEntry,
} from "../../shared/types";
import { answer, api } from "./client";
import { openDesk } from "./send";
import type { Call, CallBoard, CallFilter, MissedCall, Pop } from "./call-shapes";
import type { Billing, CalendarRange, ImportRun, ImportRow, Setup, StaffMember, WidgetSettings } from "./shapes";

const get = <T>(path: string, query: object = {}, ids: object = {}): Promise<T> =>
  answer<T>(api.GET(path as never, { params: { query, path: ids } } as never));

const paged = <Item>(key: readonly unknown[], path: string, query: object = {}, ids: object = {}) =>
  infiniteQueryOptions({
    queryKey: key,
    queryFn: ({ pageParam }) => get<Page<Item>>(path, { ...query, ...(pageParam ? { cursor: pageParam } : {}) }, ids),
    initialPageParam: "",
    getNextPageParam: (last) => last.next_cursor ?? undefined,
    placeholderData: keepPreviousData,
  });

/** Set-up lists are short: every page of them, one after the other. */
async function every<Item>(path: string, query: object = {}): Promise<Item[]> {
  const items: Item[] = [];
  let cursor: string | null = null;
  do {
    const page: Page<Item> = await get(path, { limit: 100, ...query, ...(cursor ? { cursor } : {}) });
    items.push(...page.items);
    cursor = page.next_cursor;
  } while (cursor);
  return items;
}

const list = <Item>(name: string, query: object = {}) =>
  queryOptions({ queryKey: [name, query], queryFn: () => every<Item>(`/api/${name}`, query), staleTime: 60_000 });

export const queries = {
  session: () => queryOptions({ queryKey: ["session"], queryFn: () => get<Session>("/api/auth/session"), staleTime: 300_000 }),
  setup: () => queryOptions({ queryKey: ["setup"], queryFn: () => get<Setup>("/api/setup") }),
  clinic: () => queryOptions({ queryKey: ["clinic"], queryFn: () => get<Clinic>("/api/clinic") }),
  billing: () => queryOptions({ queryKey: ["billing"], queryFn: () => get<Billing>("/api/billing") }),
  branches: () => list<Branch>("branches"),
  practitioners: () => list<Practitioner>("practitioners"),
  rooms: () => list<Room>("rooms"),
  services: () => list<Service>("services"),
  staff: () => list<StaffMember>("staff"),
  colleagues: () => list<{ id: string; name: string }>("colleagues"),
  closures: () => list<Closure>("closures"),
  leave: (practitionerId: string) => list<Leave>("leave", { practitioner_id: practitionerId }),
  holidays: (year: number) =>
    queryOptions({
      queryKey: ["holidays", year],
      queryFn: async () => (await get<{ items: Holiday[] }>("/api/holidays", { year })).items,
      staleTime: Infinity,
    }),
  widget: () => queryOptions({ queryKey: ["widget"], queryFn: () => get<WidgetSettings>("/api/widget-settings") }),
  calendar: (query: { from: string; to: string; branch_id?: string; practitioner_id?: string }) =>
    queryOptions({
      queryKey: ["calendar", query],
      queryFn: () => get<CalendarRange>("/api/calendar", query),
      placeholderData: keepPreviousData,
    }),
  slots: (query: { service_id: string; from: string; days: number; branch_id?: string; practitioner_id?: string }) =>
    queryOptions({ queryKey: ["slots", query], queryFn: () => get<Slots>("/api/slots", query), staleTime: 5_000 }),
  explain: (query: { service_id: string; practitioner_id: string; start: string }) =>
    queryOptions({
      queryKey: ["slots", "explain", query],
      queryFn: () => get<{ free: boolean; reasons: { rule: string; text: string }[] }>("/api/slots/explain", query),
    }),
  appointment: (id: string) =>
    queryOptions({
      queryKey: ["appointment", id],
      queryFn: () => get<Appointment>("/api/appointments/{appointment_id}", {}, { appointment_id: id }),
    }),
  patients: (q: string) => paged<PatientHit>(["patients", q], "/api/patients", { limit: 25, ...(q ? { q } : {}) }),
  patient: (id: string) =>
    queryOptions({ queryKey: ["patient", id], queryFn: () => get<Patient>("/api/patients/{patient_id}", {}, { patient_id: id }) }),
  timeline: (id: string) =>
    paged<TimelineEntry>(["timeline", id], "/api/patients/{patient_id}/timeline", { limit: 25 }, { patient_id: id }),
  inquiries: (query: { status: string; source?: string }) =>
    paged<Inquiry>(["inquiries", query], "/api/inquiries", { limit: 25, ...query }),
  calls: (filter: CallFilter) => paged<Call>(["calls", filter], "/api/calls", { limit: 25, ...filter }),
  pop: (contactId: string) =>
    queryOptions({ queryKey: ["pop", contactId], queryFn: () => get<Pop>("/api/calls/{contact_id}/pop", {}, { contact_id: contactId }), staleTime: 0 }),
  desk: () => queryOptions({ queryKey: ["desk"], queryFn: openDesk, staleTime: Infinity, refetchOnWindowFocus: false }),
  missed: (status: "open" | "closed") => paged<MissedCall>(["missed", status], "/api/missed-calls", { limit: 25, status }),
  board: () => queryOptions({ queryKey: ["board"], queryFn: () => get<CallBoard>("/api/board"), refetchInterval: 30_000 }),
  imports: () => paged<ImportRun>(["imports"], "/api/imports", { limit: 25 }),
  importRun: (id: string) =>
    queryOptions({
      queryKey: ["import", id],
      queryFn: () => get<ImportRun>("/api/imports/{import_id}", {}, { import_id: id }),
      refetchInterval: ({ state }) => (state.data?.status === "running" ? 2_000 : false),
    }),
  importRows: (id: string, result: string) =>
    paged<ImportRow>(["import", id, "rows", result], "/api/imports/{import_id}/rows", { limit: 50, result }, { import_id: id }),
};
