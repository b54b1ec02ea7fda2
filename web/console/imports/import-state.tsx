/** Where an import stands, as a label. */
import type { ImportStatus } from "../api/shapes";
import { useT } from "../i18n";
import { Status, type Tone } from "../parts/status";

const TONES: Record<ImportStatus, Tone> = { uploaded: "plain", previewed: "info", running: "accent", done: "good", failed: "bad" };

export function ImportState({ status }: { status: ImportStatus }) {
  const t = useT();
  return <Status tone={TONES[status] ?? "plain"}>{t(`imports.status.${status}`)}</Status>;
}
