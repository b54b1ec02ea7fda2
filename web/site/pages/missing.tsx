/** An address that leads nowhere. */
import { useText } from "../language";

export default function Missing() {
  const { t } = useText();
  return (
    <div class="missing wrap">
      <p class="missing-slots" aria-hidden="true">
        <span>4:00</span><span class="missing-free">4:04</span><span>4:08</span>
      </p>
      <h1>{t("missing.title")}</h1>
      <p class="section-lead">{t("missing.text")}</p>
      <p class="missing-ways">
        <a class="button" href="/">{t("missing.home")}</a>
        <a class="button button-quiet" href="/console/">{t("missing.console")}</a>
      </p>
      <p class="quiet">{t("missing.patient")}</p>
    </div>
  );
}
