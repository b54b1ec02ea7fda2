/** Fails the type check when the API's document and the shapes that the pages were written against part ways. */
import type { Billing, CalendarRange, ImportPreview, ImportRow, ImportRun, Setup, StaffMember, WidgetSettings } from "../console/api/shapes";
import type { Call, CallBoard, DeskSession, MissedCall, Pop, Recording } from "../console/api/call-shapes";
import type { paths } from "./schema";
import type {
  Appointment, Branch, Clinic, Closure, Holiday, Inquiry, Leave, Page, Patient, PatientHit, Practitioner, Room, Service,
  Session, Slots,
} from "./types";

type Answer<Path extends keyof paths, Method extends keyof paths[Path], Status extends number> = paths[Path][Method] extends {
  responses: { [Code in Status]: { content: { "application/json": infer Body } } };
}
  ? Body
  : never;

/** The pages know which words a text can be; the API's document says only that it is a text. */
type Loose<Shape> = Shape extends string
  ? string
  : Shape extends readonly (infer Item)[]
    ? Loose<Item>[]
    : Shape extends object
      ? { [Name in keyof Shape]: Loose<Shape[Name]> }
      : Shape;

/** What the API answers can be used as what the pages expect. */
type Fits<Given extends Loose<Expected>, Expected> = Given;

export type Contract = [
  Fits<Answer<"/api/auth/session", "get", 200>, Session>,
  Fits<Answer<"/api/setup", "get", 200>, Setup>,
  Fits<Answer<"/api/clinic", "get", 200>, Clinic>,
  Fits<Answer<"/api/branches", "get", 200>, Page<Branch>>,
  Fits<Answer<"/api/practitioners", "get", 200>, Page<Omit<Practitioner, "hours">>>,
  Fits<Answer<"/api/rooms", "get", 200>, Page<Room>>,
  Fits<Answer<"/api/services", "get", 200>, Page<Service>>,
  Fits<Answer<"/api/leave", "get", 200>, Page<Leave>>,
  Fits<Answer<"/api/closures", "get", 200>, Page<Closure>>,
  Fits<Answer<"/api/holidays", "get", 200>, { items: Holiday[] }>,
  Fits<Answer<"/api/staff", "get", 200>, Page<StaffMember>>,
  Fits<Answer<"/api/widget-settings", "get", 200>, WidgetSettings>,
  Fits<Answer<"/api/billing", "get", 200>, Billing>,
  Fits<Answer<"/api/calendar", "get", 200>, CalendarRange>,
  Fits<Answer<"/api/slots", "get", 200>, Slots>,
  Fits<Answer<"/api/appointments", "post", 201>, Appointment>,
  Fits<Answer<"/api/patients", "get", 200>, Page<PatientHit>>,
  Fits<Answer<"/api/patients/{patient_id}", "get", 200>, Patient>,
  Fits<Answer<"/api/inquiries", "get", 200>, Page<Inquiry>>,
  Fits<Answer<"/api/calls", "get", 200>, Page<Call>>,
  Fits<Answer<"/api/calls/{contact_id}/pop", "get", 200>, Omit<Pop, "people">>,
  Fits<Answer<"/api/calls/{contact_id}/wrap-up", "post", 200>, Call>,
  Fits<Answer<"/api/calls/{contact_id}/recording", "get", 200>, Recording>,
  Fits<Answer<"/api/missed-calls", "get", 200>, Page<MissedCall>>,
  Fits<Answer<"/api/missed-calls/{missed_call_id}", "patch", 200>, MissedCall>,
  Fits<Answer<"/api/board", "get", 200>, CallBoard>,
  Fits<Answer<"/api/desk/session", "post", 200>, DeskSession>,
  Fits<Answer<"/api/imports", "get", 200>, Page<ImportRun>>,
  Fits<Answer<"/api/imports/{import_id}/preview", "post", 200>, ImportPreview>,
  Fits<Answer<"/api/imports/{import_id}/rows", "get", 200>, Page<ImportRow>>,
];
