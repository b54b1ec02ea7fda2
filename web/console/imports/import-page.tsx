/** One import from its mapping to its report. */
import { IconArrowLeft } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { queries } from "../api/queries";
import { useT } from "../i18n";
import { Page } from "../parts/page";
import { Loaded } from "../parts/states";
import patientsCss from "../patients/patients.module.css";
import { ImportState } from "./import-state";
import { MappingStep } from "./mapping-step";
import { Report } from "./report";
import { RunningStep } from "./running-step";

export function ImportPage() {
  const t = useT();
  const { importId } = useParams({ from: "/inside/imports/$importId" });
  const query = useQuery(queries.importRun(importId));
  return (
    <Page title={query.data?.filename ?? t("imports.title")} actions={query.data && <ImportState status={query.data.status} />} back={
      <Link to="/imports" className={patientsCss.back}>
        <IconArrowLeft size={16} aria-hidden />
        {t("imports.title")}
      </Link>
    }>
      <Loaded query={query}>
        {(run) => {
          if (run.status === "uploaded" || run.status === "previewed") return <MappingStep run={run} />;
          if (run.status === "running") return <RunningStep run={run} />;
          return <Report run={run} />;
        }}
      </Loaded>
    </Page>
  );
}
