/** A practitioner's name, specialty, place and colour. */
import { MultiSelect, Select, Switch, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { LANGUAGE_NAMES, LANGUAGES } from "../../shared/i18n";
import type { Practitioner } from "../../shared/types";
import { useT } from "../i18n";
import { FormDrawer } from "../parts/form";
import formCss from "../parts/form.module.css";
import { useSession } from "../parts/use-session";
import { ColorField } from "./color-field";
import { nextColor } from "./colors";
import { useBranches } from "./use-branches";
import { ArchiveButton, useThing } from "./use-thing";

type Props = {
  practitioner?: Practitioner;
  others: Practitioner[];
  onClose: () => void;
  onSaved?: (saved: Practitioner) => void;
  onArchived?: () => void;
};

export function PractitionerDrawer({ practitioner: known, others, onClose, onSaved, onArchived }: Props) {
  const t = useT();
  const { clinic } = useSession();
  const { branches, choices } = useBranches();
  const form = useForm({
    initialValues: {
      prefix: known?.prefix ?? "", name: known?.name ?? "", specialty: known?.specialty ?? "",
      branch_id: known?.branch_id ?? branches[0]?.id ?? "", color: known?.color ?? nextColor(others.map((one) => one.color)),
      languages: known?.languages ?? [clinic.language], bookable: known?.bookable ?? true,
    },
  });
  const { submit, busy, problem } = useThing<typeof form.values, Practitioner>({
    kind: "practitioners", form, known, body: (values) => values,
    onSaved: (saved) => {
      onClose();
      onSaved?.(saved);
    },
  });
  const archived = (): void => {
    onClose();
    onArchived?.();
  };
  return (
    <FormDrawer title={known?.name ?? t("practitioners.add")} form={form} onClose={onClose} onSubmit={submit} busy={busy} problem={problem}
      aside={known && <ArchiveButton kind="practitioners" thing={known} onDone={archived} />}>
      <div className={formCss.pair} style={{ gridTemplateColumns: "96px minmax(0, 1fr)" }}>
        <TextInput label={t("practitioners.prefix")} placeholder={t("practitioners.prefixExample")} {...form.getInputProps("prefix")} />
        <TextInput label={t("field.personName")} data-autofocus {...form.getInputProps("name")} />
      </div>
      <TextInput label={t("practitioners.specialty")} {...form.getInputProps("specialty")} />
      <Select label={t("field.branch")} data={choices} {...form.getInputProps("branch_id")} />
      <MultiSelect label={t("practitioners.languages")} data={LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
        {...form.getInputProps("languages")} />
      <ColorField label={t("field.color")} {...form.getInputProps("color")} />
      <Switch label={t("practitioners.bookable")} description={t("practitioners.bookableHint")} {...form.getInputProps("bookable", { type: "checkbox" })} />
    </FormDrawer>
  );
}
