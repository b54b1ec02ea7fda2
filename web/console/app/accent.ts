/** The clinic's own colour, as its widget wears it; remembered, so that the next visit begins in it. */
import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { DEFAULT_ACCENT, parseHex } from "../../shared/color";
import { queries } from "../api/queries";

const KEPT = "frontdesk.accent";

export function useAccent(): string {
  const session = useQuery({ ...queries.session(), enabled: false });
  const { data } = useQuery({ ...queries.widget(), enabled: Boolean(session.data), staleTime: 300_000 });
  const kept = localStorage.getItem(KEPT) ?? "";
  const accent = data?.color ?? kept;
  useEffect(() => {
    if (data?.color) localStorage.setItem(KEPT, data.color);
  }, [data?.color]);
  return parseHex(accent) ? accent : DEFAULT_ACCENT;
}
