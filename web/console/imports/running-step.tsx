/** An import on its way; it goes on without this page. */
import { Progress } from "@mantine/core";
import type { ImportRun } from "../api/shapes";
import { useT } from "../i18n";
import { Panel } from "../parts/panel";
import { shareDone } from "./import-model";
import { Counts } from "./report";

export function RunningStep({ run }: { run: ImportRun }) {
  const t = useT();
  return (
    <Panel title={t("imports.running")} text={t("imports.runningText")}>
      <Progress size="lg" radius="xl" value={shareDone(run)} aria-label={t("imports.running")} />
      <p className="numbers" role="status">{t("imports.progress", { done: run.done, rows: run.rows })}</p>
      <Counts run={run} />
    </Panel>
  );
}
