/** What became of every row, the refused ones first and with their reason. */
import { Alert, Table, Tabs } from "@mantine/core";
import { IconCircleCheck } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { queries } from "../api/queries";
import type { ImportRow, ImportRun } from "../api/shapes";
import { type T, useT, useWords } from "../i18n";
import { ShowMore } from "../parts/more";
import { Panel } from "../parts/panel";
import { Empty, Loaded } from "../parts/states";
import css from "./imports.module.css";
import { fieldName, fileProblem, refusalWords } from "./words";

const RESULTS = ["refused", "merged", "created"] as const;

export function Report({ run }: { run: ImportRun }) {
  const { t, locale } = useWords();
  return (
    <>
      {run.status === "failed" && <Alert color="red" role="alert">{[fileProblem(run.problem, t), t("imports.failedText")].filter(Boolean).join(" ")}</Alert>}
      <Panel title={t("report.title")}>
        <Counts run={run} />
      </Panel>
      <Panel flush>
        <Tabs defaultValue={run.refused ? "refused" : "created"} keepMounted={false}>
          <Tabs.List px="md">
            {RESULTS.map((result) => (
              <Tabs.Tab key={result} value={result}>{t(`report.${result}`)} ({run[result].toLocaleString(locale)})</Tabs.Tab>
            ))}
          </Tabs.List>
          {RESULTS.map((result) => (
            <Tabs.Panel key={result} value={result}>
              <Rows id={run.id} result={result} />
            </Tabs.Panel>
          ))}
        </Tabs>
      </Panel>
    </>
  );
}

export function Counts({ run }: { run: ImportRun }) {
  const { t, locale } = useWords();
  return (
    <dl className={css.counts}>
      {(["created", "merged", "unchanged", "refused"] as const).map((name) => (
        <div key={name}>
          <dt>{t(`report.${name}`)}</dt>
          <dd className="numbers">{run[name].toLocaleString(locale)}</dd>
        </div>
      ))}
    </dl>
  );
}

function Rows({ id, result }: { id: string; result: string }) {
  const t = useT();
  const query = useInfiniteQuery(queries.importRows(id, result));
  return (
    <Loaded query={query}>
      {({ pages }) => {
        const rows = pages.flatMap((page) => page.items);
        if (!rows.length) return <Empty icon={IconCircleCheck} title={t("report.none")} text={t("report.noneText")} />;
        return (
          <>
            <RowsTable rows={rows} told={result === "refused"} />
            <ShowMore query={query} />
          </>
        );
      }}
    </Loaded>
  );
}

function reasonOf({ field, reason }: ImportRow, t: T): string {
  return [field && fieldName(field, t), refusalWords(reason, t)].filter(Boolean).join(": ");
}

/** `told`: whether there is a reason to tell. */
function RowsTable({ rows, told }: { rows: ImportRow[]; told: boolean }) {
  const t = useT();
  return (
    <Table className={css.table}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th w={90}>{t("mapping.row")}</Table.Th>
          {told && <Table.Th>{t("report.reason")}</Table.Th>}
          <Table.Th>{t("report.patient")}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((row) => (
          <Table.Tr key={row.row}>
            <Table.Td className="numbers">{row.row}</Table.Td>
            {told && <Table.Td>{reasonOf(row, t)}</Table.Td>}
            <Table.Td>
              {row.patient_id ? (
                <Link to="/patients/$patientId" params={{ patientId: row.patient_id }}>{t("report.open")}</Link>
              ) : "–"}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
