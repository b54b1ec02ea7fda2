/** The clinic itself: how it is reached, which languages it speaks, when it reminds and when it is silent. */
import { Button, MultiSelect, Select, Switch, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { LANGUAGE_NAMES, LANGUAGES } from "../../shared/i18n";
import type { Clinic } from "../../shared/types";
import { queries } from "../api/queries";
import { send } from "../api/send";
import { useT } from "../i18n";
import { FormProblem, useSave } from "../parts/form";
import formCss from "../parts/form.module.css";
import { Page } from "../parts/page";
import { Panel } from "../parts/panel";
import { said } from "../parts/say";
import { Loaded } from "../parts/states";
import { useFollowed } from "../parts/unsaved";
import { ClinicLine } from "./clinic-line";
import { RemindersField } from "./reminders-field";
import { TimeField } from "./time-field";
import { zones } from "./zones";

const CHOICES = LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }));

export function ClinicPage() {
  const t = useT();
  return (
    <Page title={t("settings.clinic")} lede={t("clinic.lede")}>
      <Loaded query={useQuery(queries.clinic())}>{(clinic) => <ClinicForm clinic={clinic} />}</Loaded>
    </Page>
  );
}

function ClinicForm({ clinic }: { clinic: Clinic }) {
  const t = useT();
  const cache = useQueryClient();
  const { name, phone, email, zone, language, languages, quiet_hours, reminders, record_calls } = clinic;
  const known = { name, phone, email, zone, language, languages, quiet_hours, reminders, record_calls };
  const form = useForm({ initialValues: known });
  const since = useFollowed(form, known, clinic.version);
  const { submit, busy, problem } = useSave({
    form,
    save: (values) => send<Clinic>("PATCH", "/api/clinic", {}, { ...values, version: since() }),
    onSaved: (saved) => {
      cache.setQueryData(["clinic"], saved);
      void cache.invalidateQueries({ queryKey: ["session"] });
      said(t("common.saved"));
    },
  });
  const quiet = (edge: "from" | "to") => (
    <TimeField label={t(`clinic.quiet.${edge}`)} value={form.values.quiet_hours[edge]}
      onChange={(value) => form.setFieldValue("quiet_hours", { ...form.values.quiet_hours, [edge]: value })} />
  );
  return (
    <form onSubmit={submit} noValidate style={{ display: "contents" }}>
      <FormProblem error={problem} />
      <Panel title={t("clinic.reach")}>
        <div className={formCss.narrow}>
          <TextInput label={t("clinic.name")} {...form.getInputProps("name")} />
          <div className={formCss.pair}>
            <TextInput label={t("field.phone")} description={t("clinic.phoneHint")} type="tel" {...form.getInputProps("phone")} />
            <TextInput label={t("field.email")} description={t("clinic.emailHint")} type="email" {...form.getInputProps("email")} />
          </div>
          <Select label={t("field.zone")} searchable data={zones(zone)} {...form.getInputProps("zone")} />
        </div>
      </Panel>
      <ClinicLine clinic={clinic} />
      <Panel title={t("clinic.languages")} text={t("clinic.languagesText")}>
        <div className={formCss.narrow}>
          <Select label={t("clinic.language")} data={CHOICES} {...form.getInputProps("language")} />
          <MultiSelect label={t("clinic.offered")} data={CHOICES} {...form.getInputProps("languages")} />
        </div>
      </Panel>
      <Panel title={t("clinic.reminders")} text={t("clinic.remindersText")}>
        <div className={formCss.narrow}>
          <RemindersField value={form.values.reminders} onChange={(rules) => form.setFieldValue("reminders", rules)} error={form.errors.reminders as string} />
          <fieldset style={{ margin: 0, padding: 0, border: 0 }}>
            <legend style={{ fontWeight: 550, marginBlockEnd: 6, padding: 0 }}>{t("clinic.quiet")}</legend>
            <span style={{ display: "inline-flex", alignItems: "center", gap: 8 }}>
              {quiet("from")} <span aria-hidden>–</span> {quiet("to")}
            </span>
            <p className="faint" style={{ margin: "6px 0 0" }}>{t("clinic.quietText")}</p>
          </fieldset>
        </div>
      </Panel>
      <Panel title={t("clinic.calls")} text={t("clinic.callsText")}>
        <Switch label={t("clinic.record")} {...form.getInputProps("record_calls", { type: "checkbox" })} />
      </Panel>
      <div style={{ display: "flex", justifyContent: "flex-end" }}>
        <Button type="submit" loading={busy} disabled={!form.isDirty()}>{t("common.save")}</Button>
      </div>
    </form>
  );
}
