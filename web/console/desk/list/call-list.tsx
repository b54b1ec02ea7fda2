/** Calls, newest first, found by what is asked of them. */
import { Button } from "@mantine/core";
import { IconPhone, IconPhoneOutgoing } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { CallFilter } from "../../api/call-shapes";
import { queries } from "../../api/queries";
import { useT } from "../../i18n";
import listCss from "../../parts/list.module.css";
import { ShowMore } from "../../parts/more";
import { Panel } from "../../parts/panel";
import { Empty, Loaded, RowsSkeleton } from "../../parts/states";
import { CallFilters } from "./call-filters";
import { CallRow } from "./call-row";

/** `promised` lists those who were told that they would be called. */
export function CallList({ promised = false }: { promised?: boolean }) {
  const t = useT();
  const [filter, setFilter] = useState<CallFilter>({});
  const query = useInfiniteQuery(queries.calls(promised ? { promised: true } : filter));
  const filtered = Object.keys(filter).length > 0;
  return (
    <>
      {!promised && <CallFilters filter={filter} onChange={setFilter} />}
      <Panel flush>
        <Loaded query={query} skeleton={<RowsSkeleton rows={8} height={74} />}>
          {({ pages }) => {
            const calls = pages.flatMap((page) => page.items);
            if (!calls.length && promised) return <Empty icon={IconPhoneOutgoing} title={t("calls.nonePromised")} text={t("calls.nonePromisedText")} />;
            if (!calls.length && filtered) {
              return (
                <Empty icon={IconPhone} title={t("calls.noneFound")} text={t("calls.noneFoundText")}
                  action={<Button variant="default" onClick={() => setFilter({})}>{t("calls.clearFilter")}</Button>} />
              );
            }
            if (!calls.length) return <Empty icon={IconPhone} title={t("calls.none")} text={t("calls.noneText")} />;
            return (
              <>
                <ul className={listCss.list} aria-label={t("calls.title")}>
                  {calls.map((call) => <CallRow key={call.contact_id} call={call} />)}
                </ul>
                <ShowMore query={query} />
              </>
            );
          }}
        </Loaded>
      </Panel>
    </>
  );
}
