/** Invites a colleague by e-mail, with a role. */
import { Radio, Select, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { LANGUAGE_NAMES, LANGUAGES } from "../../shared/i18n";
import { newKey } from "../../shared/problem";
import type { Role } from "../../shared/types";
import { queries } from "../api/queries";
import { send } from "../api/send";
import type { StaffMember } from "../api/shapes";
import { useT } from "../i18n";
import { titled } from "../parts/names";
import { FormDrawer, useSave } from "../parts/form";
import { said } from "../parts/say";
import { useSession } from "../parts/use-session";

export const ROLES: Role[] = ["owner", "operator", "doctor"];

export function InviteDrawer({ onClose }: { onClose: () => void }) {
  const t = useT();
  const cache = useQueryClient();
  const { clinic } = useSession();
  const key = useRef(newKey());
  const practitioners = (useQuery(queries.practitioners()).data ?? []).filter((one) => !one.archived && !one.staff_id);
  const form = useForm({
    initialValues: { email: "", name: "", role: "operator" as Role, practitioner_id: "", language: clinic.language },
    onValuesChange: () => (key.current = newKey()),
  });
  const { submit, busy, problem } = useSave({
    form,
    save: ({ practitioner_id, ...values }) => {
      const whose = values.role === "doctor" && practitioner_id ? { practitioner_id } : {};
      return send<StaffMember>("POST", "/api/staff/invitations", {}, { ...values, ...whose }, key.current);
    },
    onSaved: () => {
      void cache.invalidateQueries({ queryKey: ["staff"] });
      said(t("staff.sent", { email: form.values.email }));
      onClose();
    },
  });
  return (
    <FormDrawer title={t("staff.invite")} form={form} onClose={onClose} onSubmit={submit} busy={busy} problem={problem} submitLabel={t("staff.send")}>
      <TextInput label={t("field.personName")} data-autofocus autoComplete="off" {...form.getInputProps("name")} />
      <TextInput label={t("field.email")} type="email" autoComplete="off" {...form.getInputProps("email")} />
      <Radio.Group label={t("staff.role")} {...form.getInputProps("role")}>
        <Stack gap="sm" mt={4}>
          {ROLES.map((role) => <Radio key={role} value={role} label={t(`role.${role}`)} description={t(`role.${role}Text`)} />)}
        </Stack>
      </Radio.Group>
      {form.values.role === "doctor" && (
        <Select label={t("staff.practitioner")} description={t("staff.practitionerHint")} clearable
          data={practitioners.map((one) => ({ value: one.id, label: titled(one) }))} {...form.getInputProps("practitioner_id")}
          value={form.values.practitioner_id || null} onChange={(id) => form.setFieldValue("practitioner_id", id ?? "")} />
      )}
      <Select label={t("account.language")} data={LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))} {...form.getInputProps("language")} />
    </FormDrawer>
  );
}
