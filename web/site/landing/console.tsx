/** What the clinic's own people work with, and how their patients get there. */
import { type TextKey, useText } from "../language";

const PARTS = ["calendar", "patients", "line", "calls", "inquiries", "roles"] as const;
const COLUMNS: [string, string, TextKey][] = [
  ["Ad Soyad", "Yılmaz, Deniz", "import.name"],
  ["Doğum tarihi", "07.03.1988", "import.birth"],
  ["Cep tel.", "0 (5xx) xxx xx 12", "import.phone"],
  ["E-posta", "deniz@example.com", "import.email"],
];

export function Console() {
  const { t } = useText();
  return (
    <section class="console wrap" aria-labelledby="console-title">
      <h2 id="console-title">{t("console.heading")}</h2>
      <p class="section-lead">{t("console.lead")}</p>
      <div class="console-parts">
        {PARTS.map((part) => (
          <div key={part} class="console-part">
            <h3>{t(`console.${part}.heading`)}</h3>
            <p>{t(`console.${part}.text`)}</p>
          </div>
        ))}
      </div>
      <Import />
    </section>
  );
}

function Import() {
  const { t } = useText();
  return (
    <div class="import">
      <div class="import-words">
        <h3>{t("import.heading")}</h3>
        <p>{t("import.text")}</p>
      </div>
      <div class="import-piece" role="img" aria-label={t("import.piece")}>
        <p class="import-file"><b>hastalar.csv</b><span>windows-1254 · ;</span></p>
        {COLUMNS.map(([header, sample, field]) => (
          <p key={header} class="import-column">
            <span lang="tr">{header}<small>{sample}</small></span><i>→</i><b>{t(field)}</b>
          </p>
        ))}
        <p class="import-report">
          <span class="report-good">{t("import.created", { count: 1184 })}</span>
          <span class="report-plain">{t("import.merged", { count: 37 })}</span>
          <span class="report-bad">{t("import.refused", { count: 6 })}</span>
        </p>
      </div>
    </div>
  );
}
