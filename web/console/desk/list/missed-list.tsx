/** Who could not reach the clinic: the most urgent first, each until when to call. */
import { SegmentedControl } from "@mantine/core";
import { IconPhoneCheck } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { queries } from "../../api/queries";
import { useT } from "../../i18n";
import listCss from "../../parts/list.module.css";
import { ShowMore } from "../../parts/more";
import { Panel } from "../../parts/panel";
import { Empty, Loaded, RowsSkeleton } from "../../parts/states";
import { MissedRow } from "./missed-row";

const STATES = ["open", "closed"] as const;

export function MissedList() {
  const t = useT();
  const [status, setStatus] = useState<(typeof STATES)[number]>("open");
  const query = useInfiniteQuery(queries.missed(status));
  return (
    <>
      <SegmentedControl w="fit-content" aria-label={t("inquiries.state")} value={status} onChange={(value) => setStatus(value as typeof status)}
        data={STATES.map((value) => ({ value, label: t(`missed.${value}`) }))} />
      <Panel flush>
        <Loaded query={query} skeleton={<RowsSkeleton rows={5} height={74} />}>
          {({ pages }) => {
            const missed = pages.flatMap((page) => page.items);
            if (!missed.length) {
              return <Empty icon={IconPhoneCheck} title={t(status === "open" ? "missed.noneOpen" : "missed.noneClosed")} text={t("missed.noneText")} />;
            }
            return (
              <>
                <ul className={listCss.list} aria-label={t("calls.view.missed")}>
                  {missed.map((each) => <MissedRow key={each.id} missed={each} />)}
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
