/** States as small quiet labels: colour helps, the word tells. */
import css from "./status.module.css";

export type Tone = "good" | "warn" | "bad" | "info" | "plain" | "accent";

export function Status({ tone = "plain", children }: { tone?: Tone; children: string }) {
  return <span className={`${css.status} ${css[tone]}`}>{children}</span>;
}
