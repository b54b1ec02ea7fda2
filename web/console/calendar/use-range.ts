/** Which days of whose calendar are on the board, kept in the address. */
import { useMediaQuery } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { queries } from "../api/queries";
import { useSession } from "../parts/use-session";
import type { CalendarSearch } from "./search";
import { addDays, mondayOf, todayIn } from "./wall";

export function useRange() {
  const { user, clinic } = useSession();
  const search = useSearch({ from: "/inside/calendar" });
  const navigate = useNavigate();
  const narrow = useMediaQuery("(max-width: 767px)") ?? false;
  const branches = (useQuery(queries.branches()).data ?? []).filter((one) => !one.archived);
  const practitionersQuery = useQuery(queries.practitioners());
  const branch = branches.find((one) => one.id === search.branch) ?? branches[0];
  const all = (practitionersQuery.data ?? []).filter((one) => !one.archived);
  const here = all.filter((one) => !branch || one.branch_id === branch.id);
  const own = user.role === "doctor" ? user.practitioner_id : null;
  const practitioner = here.find((one) => one.id === (search.doctor ?? own)) ?? here[0];

  const today = todayIn(branch?.zone ?? clinic.zone);
  const date = search.date ?? today;
  const view = search.view ?? "day";
  const ofOne = view === "week" || narrow;
  const from = view === "week" ? mondayOf(date) : date;
  const go = (change: Partial<CalendarSearch>): void =>
    void navigate({ to: "/calendar", search: (now) => ({ ...(now as CalendarSearch), ...change }), replace: "visit" in change });

  return {
    today, date, view, narrow, ofOne, branches, branch, practitioner, go,
    practitioners: here,
    loaded: practitionersQuery.isSuccess,
    visitId: search.visit,
    query: {
      from,
      to: view === "week" ? addDays(from, 6) : from,
      ...(branch ? { branch_id: branch.id } : {}),
      ...(ofOne && practitioner ? { practitioner_id: practitioner.id } : {}),
    },
  };
}
