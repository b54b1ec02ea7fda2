/** How answers are kept: what is retried, what a lost session means, what a live frame makes stale. */
import { MutationCache, QueryCache, QueryClient, type QueryKey } from "@tanstack/react-query";
import { Problem } from "../../shared/problem";

export type Frame = { type: "changed"; kind: string; id: string; date?: string };

const STALE_BY_KIND: Record<string, string[]> = {
  appointment: ["calendar", "appointment", "timeline", "slots", "inquiries", "pop"],
  patient: ["patients", "patient", "timeline", "pop"],
  inquiry: ["inquiries", "timeline", "pop"],
  message: ["timeline", "inquiries", "missed"],
  call: ["calls", "pop", "missed", "board", "timeline"],
  missed_call: ["missed", "pop"],
  board: ["board"],
  import: ["import", "imports", "patients"],
  clinic: ["session", "clinic", "setup", "billing", "calendar", "branches", "practitioners", "rooms", "services", "widget", "closures", "desk"],
};

export const refused = (error: unknown): boolean => error instanceof Problem && error.status >= 400 && error.status < 500;

/** Called when any request finds that nobody is signed in. */
export function newCache(onSignedOut: () => void): QueryClient {
  const watch = (error: unknown): void => {
    if (error instanceof Problem && error.status === 401) onSignedOut();
  };
  return new QueryClient({
    queryCache: new QueryCache({ onError: watch }),
    mutationCache: new MutationCache({ onError: watch }),
    defaultOptions: {
      // Without a network a page says so, instead of waiting for one in silence.
      queries: {
        retry: (count, error) => !refused(error) && count < 2, staleTime: 10_000, refetchOnWindowFocus: "always",
        networkMode: "always", refetchOnReconnect: true,
      },
      mutations: { networkMode: "always" },
    },
  });
}

/** Keys that a live frame makes stale; a calendar that shows other days stays as it is. */
export function touches(frame: Frame, key: QueryKey): boolean {
  const [name, detail] = key as [string, unknown];
  if (!(STALE_BY_KIND[frame.kind] ?? []).includes(name)) return false;
  if (name === "appointment" || name === "patient" || name === "import") return detail === frame.id || frame.kind !== name;
  return true;
}
