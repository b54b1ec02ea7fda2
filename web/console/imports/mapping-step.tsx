/** Which column is what: proposed from names and samples, changed by hand, tried on the first rows. */
import { Alert, Button, Table, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Problem } from "../../shared/problem";
import { send } from "../api/send";
import type { ImportPreview, ImportRun } from "../api/shapes";
import { useT } from "../i18n";
import { Panel } from "../parts/panel";
import { sentenceOf } from "../parts/say";
import { Loaded } from "../parts/states";
import { Status } from "../parts/status";
import { choose, lacks, type Mapping, proposed } from "./import-model";
import css from "./imports.module.css";
import { MappingTable } from "./mapping-table";
import { fileProblem, refusalWords } from "./words";

export function MappingStep({ run }: { run: ImportRun }) {
  const t = useT();
  const query = useQuery({
    queryKey: ["import", run.id, "preview"],
    queryFn: () => send<ImportPreview>("POST", "/api/imports/{import_id}/preview", { import_id: run.id }, {}),
    staleTime: Infinity,
    refetchOnWindowFocus: false,
  });
  const unreadable = query.error instanceof Problem ? fileProblem(query.error.code, t) : null;
  if (unreadable) return <Alert color="red" role="alert">{unreadable}</Alert>;
  return <Loaded query={query}>{(preview) => <Choose run={run} preview={preview} />}</Loaded>;
}

function Choose({ run, preview }: { run: ImportRun; preview: ImportPreview }) {
  const t = useT();
  const cache = useQueryClient();
  const [mapping, setMapping] = useState<Mapping>(() => proposed(preview.columns));
  const [source, setSource] = useState("");
  const start = useMutation({
    mutationFn: () => send<ImportRun>("POST", "/api/imports/{import_id}/start", { import_id: run.id }, { mapping, source: source.trim() || run.filename }),
    onSuccess: (started) => cache.setQueryData(["import", run.id], started),
  });
  const lacking = lacks(mapping);
  const facts = [preview.encoding, preview.sheet, t("imports.rows", { count: preview.rows_total_estimate })].filter(Boolean).join(" · ");
  return (
    <>
      <Panel title={t("mapping.title")} text={`${t("mapping.text")} ${facts}`} flush>
        <MappingTable columns={preview.columns} fields={preview.fields} mapping={mapping}
          onChoose={(index, field) => setMapping(choose(mapping, index, field))} />
      </Panel>
      <Panel title={t("mapping.tryTitle")} text={t("mapping.tryText")} flush>
        <FirstRows preview={preview} />
      </Panel>
      <Panel>
        <div className={css.start}>
          <TextInput label={t("mapping.source")} description={t("mapping.sourceHint")} maxLength={60} value={source}
            onChange={(event) => setSource(event.currentTarget.value)} />
          {lacking && <Alert color="yellow">{t(lacking === "name" ? "mapping.needName" : "mapping.needIdentity")}</Alert>}
          {start.error && <Alert color="red" role="alert">{sentenceOf(start.error, t)}</Alert>}
          <Button disabled={Boolean(lacking)} loading={start.isPending} onClick={() => start.mutate()}>
            {t("mapping.start", { count: preview.rows_total_estimate })}
          </Button>
        </div>
      </Panel>
    </>
  );
}

function FirstRows({ preview }: { preview: ImportPreview }) {
  const t = useT();
  return (
    <div className={css.scroll} tabIndex={0} role="region" aria-label={t("mapping.tryTitle")}>
      <Table className={css.table}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("mapping.row")}</Table.Th>
            {preview.header.map((name, index) => <Table.Th key={index}>{name}</Table.Th>)}
            <Table.Th>{t("mapping.result")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {preview.preview.map((row) => (
            <Table.Tr key={row.row}>
              <Table.Td className="numbers">{row.row}</Table.Td>
              {preview.header.map((_, index) => <Table.Td key={index}>{row.values[index]}</Table.Td>)}
              <Table.Td>
                <Status tone={row.accepted ? "good" : "bad"}>{row.accepted ? t("mapping.accepted") : refusalWords(row.reason, t)}</Status>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
