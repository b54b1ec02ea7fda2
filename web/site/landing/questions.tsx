/** What people ask before they sign up. */
import { useText } from "../language";

const QUESTIONS = ["card", "patients", "phone", "marketing", "end", "move", "data"] as const;

export function Questions() {
  const { t } = useText();
  return (
    <section class="questions wrap" aria-labelledby="questions-title">
      <h2 id="questions-title">{t("questions.heading")}</h2>
      <div class="questions-list">
        {QUESTIONS.map((question) => (
          <details key={question}>
            <summary><h3>{t(`questions.${question}.ask`)}</h3></summary>
            <p>{t(`questions.${question}.answer`)}</p>
          </details>
        ))}
      </div>
    </section>
  );
}
