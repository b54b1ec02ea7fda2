/** Short sentences at the edge of the screen: what was done, what failed, and the way back. */
import { Button } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { Problem } from "../../shared/problem";
import type { Key, T } from "../i18n";
import { keyOfSentence } from "./conflicts";

const OURS: Record<string, Key> = {
  offline: "error.offline",
  unavailable: "error.unavailable",
  too_many: "error.tooMany",
  internal: "error.unavailable",
  invalid: "error.form",
  plan_limit: "error.planLimit",
  link_used: "error.linkUsed",
  slot_taken: "error.slotTaken",
  version_changed: "error.versionChanged",
  forbidden: "error.forbidden",
  not_found: "error.notFound",
  no_line: "phone.noLine",
  conflict: "error.conflict",
  tenant_inactive: "error.inactive",
  unauthenticated: "signIn.again",
};

/** The sentence for a person: ours where we know the case, else the API's own. */
export function sentenceOf(error: unknown, t: T): string {
  if (!(error instanceof Problem)) return t("error.unavailable");
  const known = keyOfSentence(error.message) ?? OURS[error.code];
  if (known) return t(known);
  return error.message || t("error.unavailable");
}

export const said = (message: string): void => void notifications.show({ message, color: "accent", withBorder: true });

export function sayFailed(error: unknown, t: T): void {
  notifications.show({ message: sentenceOf(error, t), color: "red", withBorder: true, role: "alert" });
}

/** "Visit cancelled. [Undo]": done at once, taken back by one press. */
export function sayUndoable(message: string, undoLabel: string, undo: () => void): void {
  const id = notifications.show({
    withBorder: true,
    color: "accent",
    autoClose: 12_000,
    message: (
      <span style={{ display: "flex", alignItems: "center", gap: 12, justifyContent: "space-between" }}>
        {message}
        <Button
          size="compact-sm"
          variant="light"
          onClick={() => {
            notifications.hide(id);
            undo();
          }}
        >
          {undoLabel}
        </Button>
      </span>
    ),
  });
}
