/** The set-up's own navigation beside the page that is open. */
import { Outlet } from "@tanstack/react-router";
import { Link } from "@tanstack/react-router";
import { useT } from "../i18n";
import type { Ability } from "../parts/may";
import { may } from "../parts/may";
import { useSession } from "../parts/use-session";
import css from "./settings-layout.module.css";

const SECTIONS = [
  ["clinic", "setup"], ["branches", "setup"], ["practitioners", "setup"], ["services", "setup"], ["rooms", "setup"],
  ["closures", "setup"], ["staff", "staff"], ["widget", "setup"], ["billing", "billing"],
] as const satisfies readonly (readonly [string, Ability])[];

export function SettingsLayout() {
  const t = useT();
  const session = useSession();
  return (
    <div className={css.layout}>
      <nav className={css.nav} aria-label={t("nav.settings")}>
        {SECTIONS.filter(([, ability]) => may(session, ability)).map(([name]) => (
          <Link key={name} to={`/settings/${name}`} className={css.link} activeProps={{ className: css.here }}>
            {t(`settings.${name}`)}
          </Link>
        ))}
      </nav>
      <div className={css.body}>
        <Outlet />
      </div>
    </div>
  );
}
