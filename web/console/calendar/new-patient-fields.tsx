/** The few things that a new patient's first visit needs. */
import { Button, TextInput } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import { IconArrowLeft } from "@tabler/icons-react";
import { useT } from "../i18n";
import { DateField } from "../parts/date-field";
import formCss from "../parts/form.module.css";
import type { BookingValues } from "./booking-model";

export function NewPatientFields({ form, onBack }: { form: UseFormReturnType<BookingValues>; onBack: () => void }) {
  const t = useT();
  return (
    <>
      <div className={formCss.pair}>
        <TextInput label={t("field.givenName")} data-autofocus autoComplete="off" {...form.getInputProps("patient.given_name")} />
        <TextInput label={t("field.familyName")} autoComplete="off" {...form.getInputProps("patient.family_name")} />
        <TextInput label={t("field.phone")} type="tel" autoComplete="off" {...form.getInputProps("patient.phone")} />
        <DateField label={t("field.birthDate")} {...form.getInputProps("patient.birth_date")}
          value={form.values.patient.birth_date || null}
          onChange={(value) => form.setFieldValue("patient.birth_date", value ?? "")} />
      </div>
      <TextInput label={t("field.emailOptional")} type="email" autoComplete="off" {...form.getInputProps("patient.email")} />
      <Button variant="subtle" size="compact-sm" w="fit-content" leftSection={<IconArrowLeft size={14} aria-hidden />} onClick={onBack}>
        {t("booking.searchInstead")}
      </Button>
    </>
  );
}
