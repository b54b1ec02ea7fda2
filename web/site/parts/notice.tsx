/** What just happened, said once: good news politely, a problem at once. */
import type { ComponentChildren } from "preact";
import type { Problem } from "../../shared/problem";
import { isTextKey, type TextKey, useText } from "../language";

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

const FIELD_TEXTS: Record<string, TextKey> = {
  clinic_name: "wrong.clinicName", country: "wrong.country", zone: "wrong.zone", language: "wrong.language",
  currency: "wrong.currency", phone: "wrong.phoneRefused", owner_name: "wrong.name", name: "wrong.name",
  email: "wrong.emailRefused", password: "wrong.passwordRefused", plan: "wrong.plan",
};

/** Sentences by field, for a form. The API's own are for programmers, in English; ours where we know the field. */
export function useFieldTexts(): (problem: Problem) => Record<string, string> {
  const { t } = useText();
  return ({ fieldErrors }) => {
    const texts = Object.entries(fieldErrors).map(([field, said]) => [field, FIELD_TEXTS[field] ? t(FIELD_TEXTS[field]) : said]);
    return Object.fromEntries(texts) as Record<string, string>;
  };
}

export function Waiting({ children }: { children: ComponentChildren }) {
  return <p class="waiting" role="status"><span class="waiting-dot" aria-hidden="true" />{children}</p>;
}
