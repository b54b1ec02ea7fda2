/** What patients can book. */
import { IconListDetails } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { formatMinutes, formatMoney } from "../../shared/format";
import type { Service } from "../../shared/types";
import { queries } from "../api/queries";
import { safeColor } from "../calendar/board-data";
import { useWords } from "../i18n";
import { Status } from "../parts/status";
import { ServiceDrawer } from "./service-drawer";
import { SettingsList } from "./settings-list";

export function ServicesPage() {
  const { t, locale } = useWords();
  const query = useQuery(queries.services());
  const practitioners = useQuery(queries.practitioners()).data?.filter((one) => !one.archived);
  const [edited, setEdited] = useState<Service | "new" | null>(null);
  const detail = (service: Service): string =>
    [
      formatMinutes(service.duration_minutes, locale),
      service.price && formatMoney(service.price, locale),
      t("services.offeredBy", { count: service.practitioner_ids.length }),
    ].filter(Boolean).join(" · ");
  return (
    <SettingsList title={t("settings.services")} lede={t("services.lede")} add={t("services.add")} icon={IconListDetails}
      emptyTitle={t("services.empty")} emptyText={t("services.emptyText")} query={query}
      line={(service) => ({
        id: service.id, name: service.name, dot: safeColor(service.color), detail: detail(service),
        side: !service.practitioner_ids.length ? <Status tone="warn">{t("services.nobody")}</Status> : service.online ? null : <Status>{t("services.notOnline")}</Status>,
      })}
      onAdd={() => setEdited("new")} onOpen={setEdited}>
      {edited && practitioners && (
        <ServiceDrawer service={edited === "new" ? undefined : edited} others={query.data ?? []} practitioners={practitioners}
          onClose={() => setEdited(null)} />
      )}
    </SettingsList>
  );
}
