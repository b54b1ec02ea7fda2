/** Where the clinic works. */
import { Select, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { IconBuilding } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Branch } from "../../shared/types";
import { queries } from "../api/queries";
import { useT } from "../i18n";
import { FormDrawer } from "../parts/form";
import { useSession } from "../parts/use-session";
import { SettingsList } from "./settings-list";
import { ArchiveButton, useThing } from "./use-thing";
import { zones } from "./zones";

export function BranchesPage() {
  const t = useT();
  const [edited, setEdited] = useState<Branch | "new" | null>(null);
  return (
    <SettingsList title={t("settings.branches")} lede={t("branches.lede")} add={t("branches.add")} icon={IconBuilding}
      emptyTitle={t("branches.empty")} emptyText={t("branches.emptyText")} query={useQuery(queries.branches())}
      line={(branch) => ({ id: branch.id, name: branch.name, detail: [branch.address, branch.phone].filter(Boolean).join(" · ") })}
      onAdd={() => setEdited("new")} onOpen={setEdited}>
      {edited && <BranchDrawer branch={edited === "new" ? undefined : edited} onClose={() => setEdited(null)} />}
    </SettingsList>
  );
}

function BranchDrawer({ branch, onClose }: { branch?: Branch; onClose: () => void }) {
  const t = useT();
  const { clinic } = useSession();
  const form = useForm({
    initialValues: { name: branch?.name ?? "", address: branch?.address ?? "", phone: branch?.phone ?? "", zone: branch?.zone ?? clinic.zone },
  });
  const { submit, busy, problem } = useThing({ kind: "branches", form, known: branch, body: (values) => values, onSaved: onClose });
  return (
    <FormDrawer title={branch?.name ?? t("branches.add")} form={form} onClose={onClose} onSubmit={submit} busy={busy} problem={problem}
      aside={branch && <ArchiveButton kind="branches" thing={branch} onDone={onClose} />}>
      <TextInput label={t("field.name")} data-autofocus placeholder={t("branches.nameExample")} {...form.getInputProps("name")} />
      <TextInput label={t("field.address")} {...form.getInputProps("address")} />
      <TextInput label={t("field.phone")} type="tel" {...form.getInputProps("phone")} />
      <Select label={t("field.zone")} description={t("branches.zoneHint")} searchable data={zones(form.values.zone)} {...form.getInputProps("zone")} />
    </FormDrawer>
  );
}
