/** Which services a practitioner offers. */
import { Checkbox } from "@mantine/core";
import { IconListDetails } from "@tabler/icons-react";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { formatMinutes } from "../../shared/format";
import type { Practitioner, Service } from "../../shared/types";
import { queries } from "../api/queries";
import { send } from "../api/send";
import { useWords } from "../i18n";
import { Panel } from "../parts/panel";
import { sayFailed } from "../parts/say";
import { Empty, Loaded } from "../parts/states";
import { useRefresh } from "./use-thing";

export function OffersPanel({ practitioner }: { practitioner: Practitioner }) {
  const { t, locale } = useWords();
  const refresh = useRefresh();
  const change = useMutation({
    mutationFn: (service: Service) => {
      const others = service.practitioner_ids.filter((id) => id !== practitioner.id);
      const offered = others.length < service.practitioner_ids.length;
      const practitioner_ids = offered ? others : [...others, practitioner.id];
      return send<Service>("PATCH", "/api/services/{id}", { id: service.id }, { practitioner_ids, version: service.version });
    },
    onError: (error) => sayFailed(error, t),
    onSettled: refresh,
  });
  return (
    <Panel title={t("offers.title")} text={t("offers.text")}>
      <Loaded query={useQuery(queries.services())}>
        {(all) => {
          const services = all.filter((service) => !service.archived);
          if (!services.length) {
            return <Empty icon={IconListDetails} title={t("services.empty")} text={t("services.emptyText")}
              action={<Link to="/settings/services">{t("services.add")}</Link>} />;
          }
          return services.map((service) => (
            <Checkbox key={service.id} mb="sm" label={service.name} description={formatMinutes(service.duration_minutes, locale)}
              checked={service.practitioner_ids.includes(practitioner.id)} disabled={change.isPending} onChange={() => change.mutate(service)} />
          ));
        }}
      </Loaded>
    </Panel>
  );
}
