/** A service: what it is, who offers it, how it is booked, what patients are told. */
import { MultiSelect, NumberInput, Select, Switch, Tabs, Textarea, TextInput } from "@mantine/core";
import { useForm, type UseFormReturnType } from "@mantine/form";
import { useQuery } from "@tanstack/react-query";
import { minorDigits } from "../../shared/format";
import { LANGUAGE_NAMES, type Language } from "../../shared/i18n";
import type { Practitioner, Service } from "../../shared/types";
import { queries } from "../api/queries";
import { useT } from "../i18n";
import { titled } from "../parts/names";
import { FormDrawer } from "../parts/form";
import formCss from "../parts/form.module.css";
import { useSession } from "../parts/use-session";
import { ColorField } from "./color-field";
import { nextColor } from "./colors";
import { RemindersField } from "./reminders-field";
import { kindsOf } from "./rooms-page";
import { serviceBody, type ServiceValues, valuesOf } from "./service-model";
import { ArchiveButton, useThing } from "./use-thing";

type Form = UseFormReturnType<ServiceValues>;

type Props = { service?: Service; others: Service[]; practitioners: Practitioner[]; onClose: () => void };

export function ServiceDrawer({ service, others, practitioners, onClose }: Props) {
  const t = useT();
  const { clinic } = useSession();
  const form = useForm<ServiceValues>({
    initialValues: valuesOf(service, nextColor(others.map((one) => one.color)), practitioners.map((one) => one.id), clinic.reminders),
  });
  const currency = service?.price?.currency ?? clinic.currency;
  const { submit, busy, problem } = useThing({
    kind: "services", form, known: service, body: (values) => serviceBody(values, currency), onSaved: onClose,
  });
  return (
    <FormDrawer title={service?.name ?? t("services.add")} form={form} onClose={onClose} onSubmit={submit} busy={busy} problem={problem}
      aside={service && <ArchiveButton kind="services" thing={service} onDone={onClose} />}>
      <Tabs defaultValue="what" keepMounted>
        <Tabs.List mb="md">
          <Tabs.Tab value="what">{t("services.tabWhat")}</Tabs.Tab>
          <Tabs.Tab value="booking">{t("services.tabBooking")}</Tabs.Tab>
          <Tabs.Tab value="words">{t("services.tabWords")}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="what"><What form={form} currency={currency} practitioners={practitioners.map((one) => ({ value: one.id, label: titled(one) }))} /></Tabs.Panel>
        <Tabs.Panel value="booking"><Rules form={form} /></Tabs.Panel>
        <Tabs.Panel value="words"><Words form={form} /></Tabs.Panel>
      </Tabs>
    </FormDrawer>
  );
}

function Minutes({ form, name, label }: { form: Form; name: keyof ServiceValues & string; label: string }) {
  const t = useT();
  return <NumberInput label={label} suffix={` ${t("unit.minutes")}`} min={0} max={720} step={5} allowDecimal={false} {...form.getInputProps(name)} />;
}

function What({ form, currency, practitioners }: { form: Form; currency: string; practitioners: { value: string; label: string }[] }) {
  const t = useT();
  const rooms = useQuery(queries.rooms()).data;
  return (
    <div className={formCss.narrow}>
      <TextInput label={t("field.name")} data-autofocus placeholder={t("services.nameExample")} {...form.getInputProps("name")} />
      <div className={formCss.pair}>
        <Minutes form={form} name="duration_minutes" label={t("services.duration")} />
        <NumberInput label={t("services.price", { currency })} min={0} decimalScale={minorDigits(currency)} hideControls placeholder={t("services.noPrice")} {...form.getInputProps("price")} />
        <Minutes form={form} name="buffer_before_minutes" label={t("services.bufferBefore")} />
        <Minutes form={form} name="buffer_after_minutes" label={t("services.bufferAfter")} />
      </div>
      <MultiSelect label={t("services.offered")} data={practitioners} hidePickedOptions {...form.getInputProps("practitioner_ids")} />
      <Select label={t("services.roomKind")} data={[{ value: "", label: t("services.noRoom") }, ...kindsOf(rooms).map((kind) => ({ value: kind, label: kind }))]}
        {...form.getInputProps("room_kind")} />
      <ColorField label={t("field.color")} {...form.getInputProps("color")} />
      <Switch label={t("services.online")} description={t("services.onlineHint")} {...form.getInputProps("online", { type: "checkbox" })} />
    </div>
  );
}

function Rules({ form }: { form: Form }) {
  const t = useT();
  const hours = ` ${t("unit.hours")}`;
  return (
    <div className={formCss.narrow}>
      <div className={formCss.pair}>
        <NumberInput label={t("services.notice")} suffix={hours} min={0} max={720} decimalScale={2} {...form.getInputProps("min_notice_hours")} />
        <NumberInput label={t("services.ahead")} suffix={` ${t("unit.days")}`} min={1} max={365} {...form.getInputProps("max_days_ahead")} />
        <NumberInput label={t("services.cancelNotice")} suffix={hours} min={0} max={720} decimalScale={2} {...form.getInputProps("cancel_notice_hours")} />
        <NumberInput label={t("services.maxMoves")} min={0} max={20} {...form.getInputProps("max_moves")} />
        <Minutes form={form} name="step_minutes" label={t("services.step")} />
      </div>
      <Switch label={t("services.ownReminders")} {...form.getInputProps("own_reminders", { type: "checkbox" })} />
      {form.values.own_reminders && (
        <RemindersField value={form.values.reminders} onChange={(rules) => form.setFieldValue("reminders", rules)} error={form.errors.reminders as string} />
      )}
    </div>
  );
}

function Words({ form }: { form: Form }) {
  const t = useT();
  const { clinic } = useSession();
  const languages = clinic.languages.filter((code) => code !== clinic.language) as Language[];
  return (
    <div className={formCss.narrow}>
      <Textarea label={t("services.description")} autosize minRows={2} maxRows={6} {...form.getInputProps("description")} />
      <Textarea label={t("services.preparation")} description={t("services.preparationHint")} autosize minRows={2} maxRows={6} {...form.getInputProps("preparation")} />
      {languages.map((code) => (
        <TextInput key={code} label={t("services.nameIn", { language: LANGUAGE_NAMES[code] ?? code })} lang={code}
          value={form.values.names[code] ?? ""} onChange={(event) => form.setFieldValue("names", { ...form.values.names, [code]: event.currentTarget.value })} />
      ))}
    </div>
  );
}
