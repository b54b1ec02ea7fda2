/** Who sees patients. */
import { IconStethoscope } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { queries } from "../api/queries";
import { safeColor } from "../calendar/board-data";
import { useT } from "../i18n";
import { titled } from "../parts/names";
import { Status } from "../parts/status";
import { hasHours } from "./hours-model";
import { PractitionerDrawer } from "./practitioner-drawer";
import { SettingsList } from "./settings-list";
import { useBranches } from "./use-branches";

export function PractitionersPage() {
  const t = useT();
  const navigate = useNavigate();
  const query = useQuery(queries.practitioners());
  const { ready, nameOf } = useBranches();
  const [adding, setAdding] = useState(false);
  const open = ({ id }: { id: string }): void =>
    void navigate({ to: "/settings/practitioners/$practitionerId", params: { practitionerId: id } });
  return (
    <SettingsList title={t("settings.practitioners")} lede={t("practitioners.lede")} add={t("practitioners.add")} icon={IconStethoscope}
      emptyTitle={t("practitioners.empty")} emptyText={t("practitioners.emptyText")} query={query}
      line={(one) => ({
        id: one.id,
        name: titled(one),
        dot: safeColor(one.color),
        detail: [one.specialty, nameOf(one.branch_id)].filter(Boolean).join(" · "),
        side: !one.bookable ? <Status>{t("practitioners.notBookable")}</Status> : hasHours(one.hours) ? null : <Status tone="warn">{t("practitioners.noHours")}</Status>,
      })}
      onAdd={() => setAdding(true)} onOpen={open}>
      {adding && ready && <PractitionerDrawer others={query.data ?? []} onClose={() => setAdding(false)} onSaved={open} />}
    </SettingsList>
  );
}
