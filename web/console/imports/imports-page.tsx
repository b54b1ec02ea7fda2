/** Files of patients from another system: the ones that ran, and a new one. */
import { Progress } from "@mantine/core";
import { IconArrowLeft, IconFileSpreadsheet } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { formatInstant } from "../../shared/format";
import { queries } from "../api/queries";
import type { ImportRun } from "../api/shapes";
import { useT, useWords } from "../i18n";
import listCss from "../parts/list.module.css";
import { ShowMore } from "../parts/more";
import { Page } from "../parts/page";
import { Panel } from "../parts/panel";
import { Empty, Loaded, RowsSkeleton } from "../parts/states";
import { useSession } from "../parts/use-session";
import patientsCss from "../patients/patients.module.css";
import { shareDone } from "./import-model";
import { ImportState } from "./import-state";
import { Upload } from "./upload";

export function ImportsPage() {
  const t = useT();
  const query = useInfiniteQuery(queries.imports());
  return (
    <Page title={t("imports.title")} lede={t("imports.lede")} back={
      <Link to="/patients" className={patientsCss.back}>
        <IconArrowLeft size={16} aria-hidden />
        {t("patients.title")}
      </Link>
    }>
      <Upload />
      <Panel title={t("imports.past")} flush>
        <Loaded query={query} skeleton={<RowsSkeleton rows={3} height={65} />}>
          {({ pages }) => {
            const runs = pages.flatMap((page) => page.items);
            if (!runs.length) return <Empty icon={IconFileSpreadsheet} title={t("imports.empty")} text={t("imports.emptyText")} />;
            return (
              <>
                <ul className={listCss.list}>{runs.map((run) => <Row key={run.id} run={run} />)}</ul>
                <ShowMore query={query} />
              </>
            );
          }}
        </Loaded>
      </Panel>
    </Page>
  );
}

function Row({ run }: { run: ImportRun }) {
  const { t, locale } = useWords();
  const { clinic } = useSession();
  return (
    <li>
      <Link to="/imports/$importId" params={{ importId: run.id }} className={listCss.row}>
        <span className={listCss.main}>
          <span className={listCss.name}>{run.filename}</span>
          <span className={`${listCss.detail} numbers`}>
            {run.started_at ? formatInstant(run.started_at, clinic.zone, locale) : t("imports.notStarted")}
            {run.status === "done" && ` · ${t("imports.short", { accepted: run.created + run.merged, refused: run.refused })}`}
          </span>
          {run.status === "running" && <Progress mt={6} value={shareDone(run)} aria-label={t("imports.running")} />}
        </span>
        <ImportState status={run.status} />
      </Link>
    </li>
  );
}
