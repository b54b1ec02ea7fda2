/** Everyone who got in touch: what they want, who takes care of it, what came of it. */
import { SegmentedControl, Select } from "@mantine/core";
import { IconMessageCircle } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Source } from "../../shared/types";
import { queries } from "../api/queries";
import { useT } from "../i18n";
import listCss from "../parts/list.module.css";
import { ShowMore } from "../parts/more";
import { Page } from "../parts/page";
import { Panel } from "../parts/panel";
import { Empty, Loaded, RowsSkeleton } from "../parts/states";
import css from "./inquiries.module.css";
import { InquiryRow } from "./inquiry-row";

const SOURCES: Source[] = ["widget", "link", "sms", "console", "phone"];
const STATES = ["open", "closed", "all"] as const;

export function InquiriesPage() {
  const t = useT();
  const [status, setStatus] = useState<(typeof STATES)[number]>("open");
  const [source, setSource] = useState("");
  const query = useInfiniteQuery(queries.inquiries({ status, ...(source ? { source } : {}) }));
  return (
    <Page title={t("inquiries.title")} lede={t("inquiries.lede")}>
      <div className={css.filters}>
        <SegmentedControl aria-label={t("inquiries.state")} value={status} onChange={(value) => setStatus(value as typeof status)}
          data={STATES.map((value) => ({ value, label: t(`inquiries.${value}`) }))} />
        <Select aria-label={t("inquiries.source")} className={css.source} value={source} onChange={(value) => setSource(value ?? "")}
          data={[{ value: "", label: t("inquiries.anySource") }, ...SOURCES.map((value) => ({ value, label: t(`source.${value}`) }))]} />
      </div>
      <Panel flush>
        <Loaded query={query} skeleton={<RowsSkeleton rows={7} height={86} />}>
          {({ pages }) => {
            const inquiries = pages.flatMap((page) => page.items);
            if (!inquiries.length) return <NoneHere open={status === "open"} />;
            return (
              <>
                <ul className={listCss.list} aria-label={t("inquiries.title")}>
                  {inquiries.map((inquiry) => <InquiryRow key={inquiry.id} inquiry={inquiry} />)}
                </ul>
                <ShowMore query={query} />
              </>
            );
          }}
        </Loaded>
      </Panel>
    </Page>
  );
}

function NoneHere({ open }: { open: boolean }) {
  const t = useT();
  return (
    <Empty icon={IconMessageCircle} title={t(open ? "inquiries.noneOpen" : "inquiries.none")}
      text={t(open ? "inquiries.noneOpenText" : "inquiries.noneText")} />
  );
}
