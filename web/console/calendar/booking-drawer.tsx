/** Books a visit: who, what, with whom, when. */
import { Alert, Checkbox, Select, Switch, Textarea } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { formatMinutes } from "../../shared/format";
import { newKey } from "../../shared/problem";
import type { PatientHit } from "../../shared/types";
import { queries } from "../api/queries";
import { book } from "../api/send";
import { useWords } from "../i18n";
import { titled } from "../parts/names";
import { FormDrawer, useSave } from "../parts/form";
import { said } from "../parts/say";
import {
  bookingBody, type BookingValues, emptyPatient, patientFrom, practitionersOf, type Wish, wishedSlot,
} from "./booking-model";
import { Conflict, isConflict } from "./conflict";
import { NewPatientFields } from "./new-patient-fields";
import { PatientChoice } from "./patient-choice";
import { mayOverride } from "./rules";
import { SlotPicker } from "./slot-picker";
import { WishedTime } from "./wished-time";

/** `phone` is a new patient's, who calls from it. */
export type Opening = { date: string; branchId?: string; wish?: Wish; patient?: PatientHit; phone?: string; inCall?: boolean };
type Props = { opening: Opening; onClose: () => void; onBooked?: () => void };

export function BookingDrawer({ opening, onClose, onBooked }: Props) {
  const { t, locale } = useWords();
  const cache = useQueryClient();
  const key = useRef(newKey());
  const { wish } = opening;
  const [keepWish, setKeepWish] = useState(Boolean(wish));
  const [override, setOverride] = useState<string[]>([]);
  const services = (useQuery(queries.services()).data ?? []).filter((one) => !one.archived);
  const practitioners = useQuery(queries.practitioners()).data ?? [];
  const form = useForm<BookingValues>({
    initialValues: {
      hit: opening.patient ?? null, fresh: opening.phone !== undefined, patient: { ...emptyPatient, phone: opening.phone ?? "" }, service_id: "",
      practitioner_id: wish?.practitionerId ?? "", slot: null, note: "", notify: true,
    },
    validate: {
      hit: (hit, values) => (hit || values.fresh ? null : t("booking.needPatient")),
      service_id: (value) => (value ? null : t("booking.needService")),
      slot: (value) => (value ? null : t("booking.needTime")),
    },
  });
  const { submit, busy, problem } = useSave({
    form,
    save: (values) => {
      const body = bookingBody(values, opening.branchId, wishFits ? ["step", ...override] : []);
      return book(opening.inCall ? { ...body, source: "phone" } : body, key.current);
    },
    onSaved: (visit) => {
      for (const name of ["calendar", "slots", "patients", "timeline", "setup", "pop"]) void cache.invalidateQueries({ queryKey: [name] });
      said(t("booking.done", { patient: visit.patient.name }));
      onBooked?.();
      onClose();
    },
  });
  const values = form.values;
  const service = services.find((one) => one.id === values.service_id);
  const offering = practitionersOf(service, practitioners).filter((one) => !opening.branchId || one.branch_id === opening.branchId);
  const wishFits = Boolean(keepWish && wish && service && (!wish.practitionerId || service.practitioner_ids.includes(wish.practitionerId)));

  useEffect(() => {
    if (service) form.setFieldValue("slot", wishFits && wish ? wishedSlot(wish, service) : null);
    setOverride([]);
  }, [service?.id, wishFits]);
  useEffect(() => {
    key.current = newKey();
  }, [JSON.stringify(values)]);

  const offered = services.filter((one) => !values.practitioner_id || one.practitioner_ids.includes(values.practitioner_id));
  return (
    <FormDrawer title={t("booking.title")} form={form} onClose={onClose} onSubmit={submit} busy={busy}
      problem={isConflict(problem) ? null : problem} submitLabel={t("booking.submit")}>
      {isConflict(problem) && (
        <Conflict error={problem} onChoose={(slot) => {
          setKeepWish(false);
          form.setFieldValue("slot", slot);
        }} />
      )}
      {values.fresh ? (
        <NewPatientFields form={form} onBack={() => form.setFieldValue("fresh", false)} />
      ) : (
        <PatientChoice chosen={values.hit} error={form.errors.hit as string} onChoose={(hit) => form.setFieldValue("hit", hit)}
          onNew={(typed) => form.setValues({ fresh: true, hit: null, patient: patientFrom(typed) })} />
      )}
      <Select label={t("booking.service")} placeholder={t("booking.chooseService")} searchable {...form.getInputProps("service_id")}
        nothingFoundMessage={t("common.nothingFound")}
        data={offered.map((one) => ({ value: one.id, label: `${one.name} · ${formatMinutes(one.duration_minutes, locale)}` }))} />
      <Select label={t("booking.practitioner")} value={values.practitioner_id}
        onChange={(value) => {
          setKeepWish(false);
          form.setValues({ practitioner_id: value ?? "", slot: null });
        }}
        data={[{ value: "", label: t("booking.anyone") }, ...offering.map((one) => ({ value: one.id, label: titled(one) }))]} />
      {wish && keepWish && (wishFits || !service) && (
        <WishedTime wish={wish} serviceId={service?.id ?? ""} onOther={() => {
          setKeepWish(false);
          form.setFieldValue("slot", null);
        }} onRules={(rules) => setOverride((now) => now.filter((rule) => rules.includes(rule)))}>
          {(reasons) =>
            mayOverride(reasons.map(({ rule }) => rule)) ? (
              <Checkbox mt="sm" label={t("booking.anyway")} checked={override.length > 0}
                onChange={(event) => setOverride(event.currentTarget.checked ? reasons.map(({ rule }) => rule) : [])} />
            ) : null
          }
        </WishedTime>
      )}
      {service && !wishFits && (
        <SlotPicker serviceId={service.id} practitionerId={values.practitioner_id || undefined} branchId={opening.branchId}
          from={opening.date} chosen={values.slot} onChoose={(slot) => form.setFieldValue("slot", slot)} />
      )}
      {form.errors.slot && <Alert color="red" role="alert">{form.errors.slot}</Alert>}
      <Textarea label={t("booking.note")} autosize minRows={2} maxRows={5} maxLength={1000} {...form.getInputProps("note")} />
      <Switch label={t("booking.notify")} {...form.getInputProps("notify", { type: "checkbox" })} />
    </FormDrawer>
  );
}
