/** The booking form's values, and what of them goes to the API. Pure. */
import type { PatientHit, Practitioner, Service, Slot } from "../../shared/types";
import type { Booking } from "../api/send";

export type NewPatient = { given_name: string; family_name: string; phone: string; email: string; birth_date: string };
export type BookingValues = {
  hit: PatientHit | null;
  fresh: boolean;
  patient: NewPatient;
  service_id: string;
  practitioner_id: string;
  slot: Slot | null;
  note: string;
  notify: boolean;
};
export type Wish = { wall: string; zone: string; start: string; practitionerId: string | null; practitionerName: string };

export const emptyPatient: NewPatient = { given_name: "", family_name: "", phone: "", email: "", birth_date: "" };

/** "Ayşe Yılmaz" → given and family name; digits are a phone. */
export function patientFrom(typed: string): NewPatient {
  const text = typed.trim();
  if (/^[+\d][\d\s().-]{4,}$/.test(text)) return { ...emptyPatient, phone: text };
  const words = text.split(/\s+/).filter(Boolean);
  const family = words.length > 1 ? (words.pop() ?? "") : "";
  return { ...emptyPatient, given_name: words.join(" "), family_name: family };
}

export const practitionersOf = (service: Service | undefined, all: Practitioner[]): Practitioner[] =>
  all.filter((one) => one.bookable && !one.archived && (!service || service.practitioner_ids.includes(one.id)));

/** The clicked time as a slot of the service chosen since. */
export function wishedSlot(wish: Wish, service: Service): Slot {
  const end = new Date(new Date(wish.start).getTime() + service.duration_minutes * 60_000).toISOString();
  const { wall, zone, start } = wish;
  return { start, end, wall, zone, practitioner_id: wish.practitionerId ?? "", practitioner_name: wish.practitionerName };
}

export function bookingBody(values: BookingValues, branchId: string | undefined, override: string[]): Booking {
  const { slot, hit, patient } = values;
  const filled = Object.fromEntries(Object.entries(patient).filter(([, value]) => value));
  return {
    service_id: values.service_id,
    practitioner_id: slot?.practitioner_id || values.practitioner_id || null,
    ...(branchId ? { branch_id: branchId } : {}),
    start: slot?.start ?? "",
    ...(hit ? { patient_id: hit.id } : { patient: filled }),
    ...(values.note.trim() ? { note: values.note.trim() } : {}),
    notify: values.notify,
    ...(override.length ? { override } : {}),
  };
}

