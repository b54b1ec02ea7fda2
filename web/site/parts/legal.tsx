/** A legal page that is honest about being a template. */
import { useText } from "../language";

type Props = { page: "privacy" | "terms"; sections: readonly string[] };

export function Legal({ page, sections }: Props) {
  const { t } = useText();
  // The section names are those of the locale files, which the build compares across languages.
  const text = (key: string): string => t(`${page}.${key}` as `${typeof page}.title`);
  return (
    <div class="legal wrap">
      <h1>{t(`${page}.title`)}</h1>
      <div class="notice notice-info" role="note">
        <p><b>{t("legal.template")}</b></p>
        <p>{t("legal.replace")}</p>
      </div>
      {sections.map((section) => (
        <section key={section}>
          <h2>{text(`${section}.heading`)}</h2>
          <p>{text(`${section}.text`)}</p>
        </section>
      ))}
    </div>
  );
}
