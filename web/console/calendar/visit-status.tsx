/** A visit's state as a label. */
import type { Appointment } from "../../shared/types";
import { useT } from "../i18n";
import { Status, type Tone } from "../parts/status";
import { stateKey } from "./board-content";

const TONES: Record<Appointment["status"], Tone> = {
  booked: "info", arrived: "accent", fulfilled: "good", cancelled: "plain", noshow: "bad",
};

export function VisitStatus({ visit }: { visit: Appointment }) {
  const t = useT();
  const confirmed = visit.status === "booked" && visit.confirmed_at;
  return <Status tone={confirmed ? "good" : TONES[visit.status]}>{t(stateKey(visit))}</Status>;
}
