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

const NAMES = ["full_name", "given_name", "family_name"];
const IDENTITIES = ["phone", "phone2", "birth_date", "external_id"];

/** A row needs a name, and something to know the person by. */
export function lacks(mapping: Mapping): "name" | "identity" | null {
  const taken = new Set(Object.values(mapping));
  if (!NAMES.some((field) => taken.has(field))) return "name";
  return IDENTITIES.some((field) => taken.has(field)) ? null : "identity";
}

export const shareDone = ({ rows, done }: Pick<ImportRun, "rows" | "done">): number =>
  rows ? Math.min(100, Math.round((done / rows) * 100)) : 0;
