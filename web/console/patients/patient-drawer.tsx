/** Adds a patient, or edits one. */
import { Select, Switch, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { LANGUAGE_NAMES, LANGUAGES } from "../../shared/i18n";
import { newKey } from "../../shared/problem";
import type { Patient } from "../../shared/types";
import { send } from "../api/send";
import { useT } from "../i18n";
import { DateField } from "../parts/date-field";
import { FormDrawer, useSave } from "../parts/form";
import formCss from "../parts/form.module.css";
import { said } from "../parts/say";
import { patientBody, valuesOf } from "./patient-model";

/** `phone` is a new patient's, who calls from it. */
export function PatientDrawer({ patient: latest, phone, onClose }: { patient?: Patient; phone?: string; onClose: () => void }) {
  const t = useT();
  const cache = useQueryClient();
  const navigate = useNavigate();
  const key = useRef(newKey());
  const [patient] = useState(latest); // what others save meanwhile is not overwritten unseen
  const form = useForm({ initialValues: { ...valuesOf(patient), ...(phone ? { phone } : {}) }, onValuesChange: () => (key.current = newKey()) });
  const { submit, busy, problem } = useSave({
    form,
    save: (values) => {
      const body = patientBody(values, patient);
      if (!patient) return send<Patient>("POST", "/api/patients", {}, body, key.current);
      return send<Patient>("PATCH", "/api/patients/{patient_id}", { patient_id: patient.id }, body);
    },
    onSaved: (saved) => {
      cache.setQueryData(["patient", saved.id], saved);
      for (const name of ["patients", "timeline", "pop"]) void cache.invalidateQueries({ queryKey: [name] });
      said(t("common.saved"));
      onClose();
      if (!patient) void navigate({ to: "/patients/$patientId", params: { patientId: saved.id } });
    },
  });
  const genders = (["female", "male", "other"] as const).map((value) => ({ value, label: t(`gender.${value}`) }));
  return (
    <FormDrawer title={t(patient ? "patient.edit" : "patients.add")} form={form} onClose={onClose} onSubmit={submit} busy={busy} problem={problem}>
      <div className={formCss.pair}>
        <TextInput label={t("field.givenName")} data-autofocus autoComplete="off" {...form.getInputProps("given_name")} />
        <TextInput label={t("field.familyName")} autoComplete="off" {...form.getInputProps("family_name")} />
      </div>
      <TextInput label={t("field.phone")} type="tel" autoComplete="off" description={t("patient.phoneHint")} {...form.getInputProps("phone")} />
      <TextInput label={t("field.emailOptional")} type="email" autoComplete="off" {...form.getInputProps("email")} />
      <div className={formCss.pair}>
        <DateField label={t("field.birthDate")} {...form.getInputProps("birth_date")} value={form.values.birth_date || null}
          onChange={(value) => form.setFieldValue("birth_date", value ?? "")} />
        <Select label={t("field.gender")} clearable data={genders} {...form.getInputProps("gender")} value={form.values.gender || null}
          onChange={(value) => form.setFieldValue("gender", value ?? "")} />
      </div>
      <Select label={t("patient.language")} description={t("patient.languageHint")} clearable
        data={LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))} {...form.getInputProps("language")}
        value={form.values.language || null} onChange={(value) => form.setFieldValue("language", value ?? "")} />
      <Select label={t("patient.preferred")} description={t("patient.preferredHint")} clearable placeholder={t("patient.preferred.any")}
        data={(["sms", "phone"] as const).map((value) => ({ value, label: t(`patient.preferred.${value}`) }))}
        {...form.getInputProps("preferred_contact")} value={form.values.preferred_contact || null}
        onChange={(value) => form.setFieldValue("preferred_contact", value ?? "")} />
      <TextInput label={t("field.address")} autoComplete="off" {...form.getInputProps("address")} />
      <Textarea label={t("field.note")} autosize minRows={3} maxRows={8} {...form.getInputProps("note")} />
      {patient && <Switch label={t("patient.marketingSms")} {...form.getInputProps("marketing_sms", { type: "checkbox" })} />}
    </FormDrawer>
  );
}
