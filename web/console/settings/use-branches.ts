/** Branches as choices of a form, and their names for lists. */
import { useQuery } from "@tanstack/react-query";
import type { Branch } from "../../shared/types";
import { queries } from "../api/queries";

export function useBranches(): { branches: Branch[]; choices: { value: string; label: string }[]; nameOf: (id: string) => string } {
  const branches = (useQuery(queries.branches()).data ?? []).filter((branch) => !branch.archived);
  const several = branches.length > 1;
  return {
    branches,
    choices: branches.map(({ id, name }) => ({ value: id, label: name })),
    nameOf: (id) => (several ? (branches.find((branch) => branch.id === id)?.name ?? "") : ""),
  };
}
