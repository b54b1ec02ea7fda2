/** The service's clock, learned from its answers: a computer whose own is wrong still opens on today. */
const TOLERATED_MS = 60_000;
let aheadMs = 0;

/** Takes the X-Frontdesk-Now header of an answer; a small difference is the way of the answer, not a wrong clock. */
export function learnClock(header: string | null, own: number = Date.now()): void {
  const told = Date.parse(header ?? "");
  if (Number.isNaN(told)) return;
  aheadMs = Math.abs(told - own) > TOLERATED_MS ? told - own : 0;
}

export const now = (own: number = Date.now()): Date => new Date(own + aheadMs);
