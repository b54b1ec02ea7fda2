/** Whom of the softphone's list a call may be handed to. Pure. */
import type { BoardAgent } from "../../api/call-shapes";
import type { Target } from "../phone/phone";

/** Clinics share an instance of Connect; their own queues are named for machines. */
const OF_A_CLINIC = /^frontdesk-/;

export type House = { clinic: string; queueArn: string; agents: Pick<BoardAgent, "name">[] };

/** Colleagues of the clinic, its own queue by the clinic's name, and what its people named; nothing of another clinic's. */
export function ownTargets(targets: Target[], { clinic, queueArn, agents }: House): Target[] {
  const colleagues = new Set(agents.map(({ name }) => name));
  return targets.flatMap((target) => {
    if (target.kind === "agent") return colleagues.has(target.name) ? [target] : [];
    if (target.kind !== "queue" || !OF_A_CLINIC.test(target.name)) return [target];
    return target.endpoint.endpointARN === queueArn ? [{ ...target, name: clinic }] : [];
  });
}
