/** Whom of the softphone's list a call may be handed to. Pure. */
import type { Target } from "../phone/phone";

/** Clinics share an instance of Connect: what the product names there bears a mark (chalicelib/lines/model.py). */
const MARK = / \(([a-z2-7]{8})\)$/;

export type House = { clinic: string; username: string };

export const unmarked = (name: string): string => name.replace(MARK, "");

/** The queue's quick connects as people call them: colleagues but not oneself, the clinic, and what its people named. */
export function ownTargets(targets: Target[], { clinic, username }: House): Target[] {
  const own = username.slice(0, 8);
  return targets.flatMap((target) => {
    const mark = MARK.exec(target.name)?.[1];
    if (target.kind === "agent" && mark === own) return [];
    return [{ ...target, name: mark && target.kind === "queue" ? clinic : unmarked(target.name) }];
  });
}
