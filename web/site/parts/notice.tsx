/** What just happened, said once: good news politely, a problem at once. */
import type { ComponentChildren } from "preact";
import type { Problem } from "../../shared/problem";
import { isTextKey, useText } from "../language";

export function Notice({ kind, children }: { kind: "good" | "bad" | "info"; children: ComponentChildren }) {
  return <div class={`notice notice-${kind}`} role={kind === "bad" ? "alert" : "status"}>{children}</div>;
}

/** A refusal in the reader's language where we know its code, else as the API said it. */
export function useProblemText(): (problem: Problem) => string {
  const { t } = useText();
  return (problem) => {
    const key = `error.${problem.code}`;
    return isTextKey(key) ? t(key) : problem.message || t("error.unavailable");
  };
}

export function Waiting({ children }: { children: ComponentChildren }) {
  return <p class="waiting" role="status"><span class="waiting-dot" aria-hidden="true" />{children}</p>;
}
