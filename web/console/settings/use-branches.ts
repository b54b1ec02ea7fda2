/** Branches as choices of a form, and their names for lists. */
import { useQuery } from "@tanstack/react-query";
import type { Branch } from "../../shared/types";
import { queries } from "../api/queries";

type Branches = { ready: boolean; branches: Branch[]; choices: { value: string; label: string }[]; nameOf: (id: string) => string };

/** `ready` once they are known: a form that opens before has no branch to begin with. */
export function useBranches(): Branches {
  const { data } = useQuery(queries.branches());
  const branches = (data ?? []).filter((branch) => !branch.archived);
  const several = branches.length > 1;
  return {
    ready: data !== undefined,
    branches,
    choices: branches.map(({ id, name }) => ({ value: id, label: name })),
    nameOf: (id) => (several ? (branches.find((branch) => branch.id === id)?.name ?? "") : ""),
  };
}
