/** The top of every page: where one is, where one can go, language and light. */
import { isFocused, type PageName } from "../address";
import { useText } from "../language";
import { LanguageChoice, ThemeChoice } from "./choices";
import { Mark } from "./mark";

export function Header({ page }: { page: PageName }) {
  const { t } = useText();
  const focused = isFocused(page);
  return (
    <header class="top">
      <div class="top-row wrap">
        <a class="top-home" href="/" aria-label={t("site.home")} aria-current={page === "landing" ? "page" : undefined}>
          <Mark />
        </a>
        {!focused && (
          <nav class="top-nav" aria-label={t("site.nav")}>
            <a href="/#visit">{t("nav.visit")}</a>
            <a href="/#prices">{t("nav.prices")}</a>
            <a href="/developers" aria-current={page === "developers" ? "page" : undefined}>{t("nav.developers")}</a>
          </nav>
        )}
        <div class="top-end">
          <LanguageChoice />
          <ThemeChoice />
          <a class="top-sign-in" href="/console/sign-in">{t("nav.signIn")}</a>
          {!focused && <a class="button button-small top-start" href="/signup">{t("nav.start")}</a>}
        </div>
      </div>
    </header>
  );
}
