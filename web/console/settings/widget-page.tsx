/** The booking widget: the tag to paste, where it may run, how it looks, and the thing itself. */
import { Alert, Button, CopyButton, MultiSelect, TagsInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { contrast } from "../../shared/color";
import { LANGUAGE_NAMES, LANGUAGES } from "../../shared/i18n";
import { queries } from "../api/queries";
import { send } from "../api/send";
import type { WidgetSettings } from "../api/shapes";
import { useT } from "../i18n";
import { FormProblem, useSave } from "../parts/form";
import { Page } from "../parts/page";
import { Panel } from "../parts/panel";
import { said } from "../parts/say";
import { Loaded } from "../parts/states";
import { useFollowed } from "../parts/unsaved";
import { useSession } from "../parts/use-session";
import { ColorField } from "./color-field";
import css from "./widget.module.css";
import { WidgetPreview } from "./widget-preview";

export function WidgetPage() {
  const t = useT();
  return (
    <Page title={t("settings.widget")} lede={t("widget.lede")}>
      <Loaded query={useQuery(queries.widget())}>
        {(settings) => (
          <div className={css.columns}>
            <div className={css.side}>
              <Tag settings={settings} />
              <Look settings={settings} />
            </div>
            <WidgetPreview settings={settings} />
          </div>
        )}
      </Loaded>
    </Page>
  );
}

function Tag({ settings }: { settings: WidgetSettings }) {
  const t = useT();
  return (
    <Panel title={t("widget.tag")} text={t("widget.tagText")}>
      <pre className={css.code} tabIndex={0}><code>{settings.script_tag}</code></pre>
      <CopyButton value={settings.script_tag} timeout={2500}>
        {({ copied, copy }) => (
          <Button variant={copied ? "light" : "filled"} onClick={copy}
            leftSection={copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}>
            <span aria-live="polite">{t(copied ? "widget.copied" : "widget.copy")}</span>
          </Button>
        )}
      </CopyButton>
    </Panel>
  );
}

/** "https://clinic.example/booking" is pasted where "https://clinic.example" is meant. */
export function originOf(typed: string): string {
  const text = typed.trim();
  try {
    return new URL(/^https?:\/\//i.test(text) ? text : `https://${text}`).origin;
  } catch {
    return text;
  }
}

function Look({ settings }: { settings: WidgetSettings }) {
  const t = useT();
  const cache = useQueryClient();
  const { clinic } = useSession();
  const { allowed_origins, color, languages } = settings;
  const known = { allowed_origins, color, languages };
  const form = useForm({ initialValues: known });
  const since = useFollowed(form, known, settings.version);
  const { submit, busy, problem } = useSave({
    form,
    save: (values) => send<WidgetSettings>("PATCH", "/api/widget-settings", {}, { ...values, version: since() }),
    onSaved: (saved) => {
      cache.setQueryData(["widget"], saved);
      for (const name of ["setup", "session"]) void cache.invalidateQueries({ queryKey: [name] });
      said(t("common.saved"));
    },
  });
  const pale = contrast(form.values.color, "#ffffff") < 4.5;
  return (
    <Panel title={t("widget.look")}>
      <form onSubmit={submit} noValidate className={css.form}>
        <FormProblem error={problem} />
        <TagsInput label={t("widget.origins")} description={t("widget.originsText")} placeholder="https://clinic.example" clearable={false}
          splitChars={[",", " "]} acceptValueOnBlur {...form.getInputProps("allowed_origins")}
          onChange={(origins) => form.setFieldValue("allowed_origins", [...new Set(origins.map(originOf))])} />
        <ColorField label={t("widget.color")} {...form.getInputProps("color")} />
        {pale && <Alert color="yellow">{t("widget.pale")}</Alert>}
        <MultiSelect label={t("widget.languages")} data={LANGUAGES.filter((code) => clinic.languages.includes(code) || languages.includes(code)).map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
          {...form.getInputProps("languages")} />
        <Button type="submit" loading={busy} disabled={!form.isDirty()} w="fit-content">{t("common.save")}</Button>
      </form>
    </Panel>
  );
}
