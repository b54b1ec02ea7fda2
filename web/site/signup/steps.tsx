/** The way from this form to the console, and where one is on it. */
import { useText } from "../language";

const STEPS = ["form", "mail", "card", "console"] as const;

export function Steps({ at }: { at: number }) {
  const { t } = useText();
  return (
    <>
      <h2>{t("steps.heading")}</h2>
      <ol class="steps">
        {STEPS.map((step, index) => (
          <li key={step} class={index < at ? "step step-done" : "step"} aria-current={index === at ? "step" : undefined}>
            <b>{t(`steps.${step}.heading`)}</b>
            <span>{t(`steps.${step}.text`)}</span>
          </li>
        ))}
      </ol>
    </>
  );
}
