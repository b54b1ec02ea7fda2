/** Rooms and devices that a visit needs besides the practitioner. */
import { Autocomplete, Select, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { IconDoor } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Room } from "../../shared/types";
import { queries } from "../api/queries";
import { useT } from "../i18n";
import { FormDrawer } from "../parts/form";
import { SettingsList } from "./settings-list";
import { useBranches } from "./use-branches";
import { ArchiveButton, useThing } from "./use-thing";

export function RoomsPage() {
  const t = useT();
  const query = useQuery(queries.rooms());
  const { ready, nameOf } = useBranches();
  const [edited, setEdited] = useState<Room | "new" | null>(null);
  return (
    <SettingsList title={t("settings.rooms")} lede={t("rooms.lede")} add={t("rooms.add")} icon={IconDoor}
      emptyTitle={t("rooms.empty")} emptyText={t("rooms.emptyText")} query={query}
      line={(room) => ({ id: room.id, name: room.name, detail: [room.kind, nameOf(room.branch_id)].filter(Boolean).join(" · ") })}
      onAdd={() => setEdited("new")} onOpen={setEdited}>
      {edited && ready && <RoomDrawer room={edited === "new" ? undefined : edited} kinds={kindsOf(query.data)} onClose={() => setEdited(null)} />}
    </SettingsList>
  );
}

export const kindsOf = (rooms: Room[] | undefined): string[] =>
  [...new Set((rooms ?? []).filter((room) => !room.archived).map((room) => room.kind))].filter(Boolean).sort();

function RoomDrawer({ room, kinds, onClose }: { room?: Room; kinds: string[]; onClose: () => void }) {
  const t = useT();
  const { branches, choices } = useBranches();
  const form = useForm({
    initialValues: { name: room?.name ?? "", kind: room?.kind ?? "", branch_id: room?.branch_id ?? branches[0]?.id ?? "" },
  });
  const { submit, busy, problem } = useThing({ kind: "rooms", form, known: room, body: (values) => values, onSaved: onClose });
  return (
    <FormDrawer title={room?.name ?? t("rooms.add")} form={form} onClose={onClose} onSubmit={submit} busy={busy} problem={problem}
      aside={room && <ArchiveButton kind="rooms" thing={room} onDone={onClose} />}>
      <TextInput label={t("field.name")} data-autofocus placeholder={t("rooms.nameExample")} {...form.getInputProps("name")} />
      <Autocomplete label={t("rooms.kind")} description={t("rooms.kindHint")} data={kinds} {...form.getInputProps("kind")} />
      <Select label={t("field.branch")} data={choices} {...form.getInputProps("branch_id")} />
    </FormDrawer>
  );
}
