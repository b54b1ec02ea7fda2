/** The order of a timeline where two things happened in the same second. Pure. */
import type { TimelineEntry } from "../../shared/types";

/** What answers stands above what it answers: our text, then the entry made of the patient's, then theirs. */
function rank(entry: TimelineEntry): number {
  if (entry.kind === "message") return entry.message.direction === "outbound" ? 0 : 2;
  return entry.kind === "inquiry" ? 1 : 3;
}

const second = ({ at }: TimelineEntry): string => at.slice(0, 19);

/** Newest first as they came; only neighbours of one second change places. */
export function inOrder(entries: readonly TimelineEntry[]): TimelineEntry[] {
  const sorted: TimelineEntry[] = [];
  for (const entry of entries) {
    let at = sorted.length;
    while (at > 0 && second(sorted[at - 1]!) === second(entry) && rank(sorted[at - 1]!) > rank(entry)) at--;
    sorted.splice(at, 0, entry);
  }
  return sorted;
}
