import { expect, test } from "vitest";
import type { Service } from "../../shared/types";
import { serviceBody, valuesOf } from "./service-model";

const service = {
  name: "Check-up", names: { tr: "Kontrol" }, duration_minutes: 40, price: { amount: 4550, currency: "EUR" }, min_notice_minutes: 90,
  cancel_notice_minutes: 1440, reminders: null, practitioner_ids: ["p1"],
} as unknown as Service;
const clinic = [{ hours_before: 24, channel: "sms" as const }];

test("what was read is sent back the same", () => {
  const body = serviceBody(valuesOf(service, "#123456", [], clinic), "EUR");
  expect(body).toMatchObject({
    price: { amount: 4550, currency: "EUR" }, min_notice_minutes: 90, cancel_notice_minutes: 1440, reminders: null, duration_minutes: 40,
    names: { tr: "Kontrol" }, practitioner_ids: ["p1"], room_kind: null,
  });
  expect(Object.keys(body)).not.toContain("min_notice_hours");
});
test("a price is in minor units of its currency, and none is none", () => {
  const values = valuesOf(undefined, "#123456", ["p1"], clinic);
  expect(serviceBody({ ...values, price: "19.99" }, "EUR").price).toEqual({ amount: 1999, currency: "EUR" });
  expect(serviceBody({ ...values, price: 4500 }, "JPY").price).toEqual({ amount: 4500, currency: "JPY" });
  expect(serviceBody({ ...values, price: "" }, "EUR").price).toBeNull();
  expect(serviceBody({ ...values, price: 0 }, "EUR").price).toEqual({ amount: 0, currency: "EUR" });
});
test("reminders of its own are sent only when chosen", () => {
  const values = valuesOf(undefined, "#123456", [], clinic);
  expect(serviceBody(values, "EUR").reminders).toBeNull();
  expect(serviceBody({ ...values, own_reminders: true }, "EUR").reminders).toEqual(clinic);
});
