import { expect, test } from "vitest";
import type { Appointment, PatientHit, Practitioner, Service, Slot } from "../../shared/types";
import { type CalendarRange } from "../api/shapes";
import { bookingBody, emptyPatient, patientFrom, practitionersOf, wishedSlot } from "./booking-model";
import { changed, movedTo } from "./use-visits";

const slot = { start: "2027-03-22T06:00:00Z", practitioner_id: "p1" } as Slot;
const values = { hit: { id: "x1" } as PatientHit, fresh: false, patient: emptyPatient, service_id: "s1", practitioner_id: "", slot, note: " ", notify: true };

test("what is typed into the search becomes the new patient's name or phone", () => {
  expect(patientFrom("Ayşe Nur Yılmaz")).toMatchObject({ given_name: "Ayşe Nur", family_name: "Yılmaz" });
  expect(patientFrom("王小明")).toMatchObject({ given_name: "王小明", family_name: "" });
  expect(patientFrom("+90 212 555 01 01")).toMatchObject({ phone: "+90 212 555 01 01", given_name: "" });
});
test("a booking names a known patient by id, a new one by what was filled in", () => {
  expect(bookingBody(values, "b1", [])).toEqual({
    service_id: "s1", practitioner_id: "p1", branch_id: "b1", start: slot.start, patient_id: "x1", notify: true,
  });
  const fresh = { ...values, hit: null, fresh: true, patient: { ...emptyPatient, given_name: "Ada" }, note: " call first " };
  expect(bookingBody(fresh, undefined, ["notice"])).toMatchObject({ patient: { given_name: "Ada" }, note: "call first", override: ["notice"] });
});
test("only who offers the service and can be booked is proposed", () => {
  const all = [{ id: "p1", bookable: true }, { id: "p2", bookable: false }, { id: "p3", bookable: true, archived: true }, { id: "p4", bookable: true }];
  const service = { practitioner_ids: ["p1", "p2", "p3"] } as Service;
  expect(practitionersOf(service, all as Practitioner[]).map(({ id }) => id)).toEqual(["p1"]);
  expect(practitionersOf(undefined, all as Practitioner[]).map(({ id }) => id)).toEqual(["p1", "p4"]);
});
test("the clicked time ends when the service does", () => {
  const wish = { wall: "2027-03-22T09:00", zone: "Europe/Istanbul", start: slot.start, practitionerId: "p1", practitionerName: "Dr. Ada" };
  expect(wishedSlot(wish, { duration_minutes: 45 } as Service)).toMatchObject({ end: "2027-03-22T06:45:00.000Z", practitioner_id: "p1" });
});

const visit = { id: "v1", start: "2027-03-28T00:00:00Z", end: "2027-03-28T00:40:00Z", wall: "2027-03-28T01:00", zone: "Europe/Budapest", practitioner_id: "p1" } as Appointment;
test("a moved visit keeps its length and reads on the clinic's clock, also across summer time", () => {
  expect(movedTo(visit, "2027-03-28T01:30:00Z", "p2")).toEqual({
    start: "2027-03-28T01:30:00Z", end: "2027-03-28T02:10:00.000Z", wall: "2027-03-28T03:30", practitioner_id: "p2",
  });
});
test("a change touches one visit of the board and leaves what was read as it was", () => {
  const range = { zone: "", days: [], appointments: [visit, { ...visit, id: "v2" }] } as CalendarRange;
  const after = changed(range, "v1", { status: "cancelled" });
  expect(after.appointments.map(({ status }) => status)).toEqual(["cancelled", undefined]);
  expect(range.appointments[0]?.status).toBeUndefined();
});
