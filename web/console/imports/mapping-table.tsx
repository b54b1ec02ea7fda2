/** Each column of the file beside the field that it fills. */
import { Select, Table } from "@mantine/core";
import type { ImportColumn } from "../api/shapes";
import { useT } from "../i18n";
import type { Mapping } from "./import-model";
import css from "./imports.module.css";
import { fieldName } from "./words";

const samplesOf = ({ samples }: ImportColumn): string => samples.filter(Boolean).slice(0, 3).join(" · ");

type Props = { columns: ImportColumn[]; fields: string[]; mapping: Mapping; onChoose: (index: number, field: string | null) => void };

export function MappingTable({ columns, fields, mapping, onChoose }: Props) {
  const t = useT();
  const choices = fields.map((value) => ({ value, label: fieldName(value, t) }));
  return (
    <div className={css.mapping}>
      <Table className={css.table}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("mapping.column")}</Table.Th>
            <Table.Th className={css.samples}>{t("mapping.samples")}</Table.Th>
            <Table.Th>{t("mapping.field")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {columns.map((column) => (
            <Table.Tr key={column.index}>
              <Table.Td className={css.header}>
                {column.header || t("mapping.unnamed", { number: column.index + 1 })}
                <span className={css.samplesBelow} aria-hidden>{samplesOf(column)}</span>
              </Table.Td>
              <Table.Td className={css.samples}>{samplesOf(column)}</Table.Td>
              <Table.Td className={css.field}>
                <Select aria-label={t("mapping.fieldOf", { column: column.header || String(column.index + 1) })} clearable
                  placeholder={t("mapping.skip")} data={choices} value={mapping[String(column.index)] ?? null}
                  onChange={(field) => onChoose(column.index, field)} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
