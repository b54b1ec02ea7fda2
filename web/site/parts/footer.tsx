/** The end of every page. */
import { LANGUAGE_NAMES, LANGUAGES } from "../../shared/i18n";
import { isFocused, type PageName } from "../address";
import { useText } from "../language";
import { Mark } from "./mark";

export function Footer({ page }: { page: PageName }) {
  const { t } = useText();
  if (isFocused(page)) {
    return (
      <footer class="bottom bottom-slim">
        <div class="wrap bottom-row">
          <nav aria-label={t("footer.nav")}>
            <ul class="bottom-links">
              <li><a href="/privacy">{t("privacy.title")}</a></li>
              <li><a href="/terms">{t("terms.title")}</a></li>
            </ul>
          </nav>
          <Languages />
        </div>
      </footer>
    );
  }
  return (
    <footer class="bottom">
      <div class="wrap bottom-row">
        <div>
          <Mark />
          <p class="bottom-what">{t("site.description")}</p>
        </div>
        <nav aria-label={t("footer.nav")}>
          <ul class="bottom-links">
            <li><a href="/#visit">{t("nav.visit")}</a></li>
            <li><a href="/#prices">{t("nav.prices")}</a></li>
            <li><a href="/developers">{t("nav.developers")}</a></li>
            <li><a href="/console/sign-in">{t("nav.signIn")}</a></li>
            <li><a href="/privacy">{t("privacy.title")}</a></li>
            <li><a href="/terms">{t("terms.title")}</a></li>
          </ul>
        </nav>
        <Languages />
      </div>
    </footer>
  );
}

function Languages() {
  const { t, language, choose } = useText();
  return (
    <ul class="bottom-languages" aria-label={t("site.language")}>
      {LANGUAGES.map((code) => (
        <li key={code}>
          <button type="button" lang={code} aria-pressed={code === language} onClick={() => choose(code)}>
            {LANGUAGE_NAMES[code]}
          </button>
        </li>
      ))}
    </ul>
  );
}
