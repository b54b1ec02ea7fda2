/** The column mapping of an import, and how far it is. Pure. */
import type { ImportColumn, ImportRun } from "../api/shapes";

/** Column index → field, of the columns that are taken. */
export type Mapping = Record<string, string>;

export const proposed = (columns: ImportColumn[]): Mapping =>
  Object.fromEntries(columns.flatMap(({ index, field }) => (field ? [[String(index), field]] : [])));

/** A field is filled by one column: choosing it here takes it from there. */
export function choose(mapping: Mapping, index: number, field: string | null): Mapping {
  const others = Object.entries(mapping).filter(([column, taken]) => column !== String(index) && taken !== field);
  return Object.fromEntries(field ? [...others, [String(index), field]] : others);
}

/** A row needs a name to be a patient. */
export function lacks(mapping: Mapping): "name" | null {
  const taken = new Set(Object.values(mapping));
  return taken.has("name") || taken.has("full_name") || taken.has("given_name") || taken.has("family_name") ? null : "name";
}

export const shareDone = ({ rows, done }: Pick<ImportRun, "rows" | "done">): number =>
  rows ? Math.min(100, Math.round((done / rows) * 100)) : 0;
