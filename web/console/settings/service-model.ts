/** The service form's values and what of them goes to the API. Pure. */
import { minorDigits } from "../../shared/format";
import type { ReminderRule, Service } from "../../shared/types";

export type ServiceValues = {
  name: string;
  names: Record<string, string>;
  description: string;
  duration_minutes: number | string;
  buffer_before_minutes: number | string;
  buffer_after_minutes: number | string;
  price: number | string;
  room_kind: string;
  practitioner_ids: string[];
  color: string;
  step_minutes: number | string;
  min_notice_hours: number | string;
  max_days_ahead: number | string;
  cancel_notice_hours: number | string;
  max_moves: number | string;
  own_reminders: boolean;
  reminders: ReminderRule[];
  preparation: string;
  online: boolean;
};

export function valuesOf(service: Service | undefined, color: string, practitionerIds: string[], clinicReminders: ReminderRule[]): ServiceValues {
  const { price } = service ?? {};
  return {
    name: service?.name ?? "",
    names: service?.names ?? {},
    description: service?.description ?? "",
    duration_minutes: service?.duration_minutes ?? 30,
    buffer_before_minutes: service?.buffer_before_minutes ?? 0,
    buffer_after_minutes: service?.buffer_after_minutes ?? 0,
    price: price ? price.amount / 10 ** minorDigits(price.currency) : "",
    room_kind: service?.room_kind ?? "",
    practitioner_ids: service?.practitioner_ids ?? practitionerIds,
    color: service?.color ?? color,
    step_minutes: service?.step_minutes ?? 15,
    min_notice_hours: (service?.min_notice_minutes ?? 60) / 60,
    max_days_ahead: service?.max_days_ahead ?? 90,
    cancel_notice_hours: (service?.cancel_notice_minutes ?? 1440) / 60,
    max_moves: service?.max_moves ?? 3,
    own_reminders: Boolean(service?.reminders),
    reminders: service?.reminders ?? clinicReminders,
    preparation: service?.preparation ?? "",
    online: service?.online ?? true,
  };
}

const number = (value: number | string): number => Number(value) || 0;
const minutes = (hours: number | string): number => Math.round(number(hours) * 60);

export function serviceBody(values: ServiceValues, currency: string): Record<string, unknown> {
  const { price, min_notice_hours, cancel_notice_hours, own_reminders, reminders, room_kind, names, ...rest } = values;
  const counts = ["duration_minutes", "buffer_before_minutes", "buffer_after_minutes", "step_minutes", "max_days_ahead", "max_moves"] as const;
  return {
    ...rest,
    ...Object.fromEntries(counts.map((name) => [name, number(values[name])])),
    names: Object.fromEntries(Object.entries(names).filter(([, text]) => text.trim())),
    price: price === "" ? null : { amount: Math.round(number(price) * 10 ** minorDigits(currency)), currency },
    room_kind: room_kind || null,
    min_notice_minutes: minutes(min_notice_hours),
    cancel_notice_minutes: minutes(cancel_notice_hours),
    reminders: own_reminders ? reminders : null,
  };
}
