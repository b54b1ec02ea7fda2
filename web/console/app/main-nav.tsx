/** The few places of the console. On a phone they lie under the thumb. */
import { IconCalendarWeek, IconChecklist, IconMessageCircle, IconSettings, IconUsers } from "@tabler/icons-react";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { queries } from "../api/queries";
import { type Key, useT } from "../i18n";
import { useMay } from "../parts/use-session";
import css from "./main-nav.module.css";

export function MainNav() {
  const t = useT();
  const [inquiries, setup] = [useMay("inquiries"), useMay("setup")];
  const left = useStepsLeft(setup);
  return (
    <nav aria-label={t("nav.label")} className={css.nav}>
      {left > 0 && <Place to="/setup" icon={IconChecklist} label="nav.setup" narrowOnly />}
      <Place to="/calendar" icon={IconCalendarWeek} label="nav.calendar" />
      <Place to="/patients" icon={IconUsers} label="nav.patients" />
      {inquiries && <Inquiries />}
      {setup && <Place to="/settings" icon={IconSettings} label="nav.settings" />}
    </nav>
  );
}

export function useStepsLeft(enabled: boolean): number {
  const { data } = useQuery({ ...queries.setup(), enabled });
  return data?.steps.filter((step) => !step.done).length ?? 0;
}

function Inquiries() {
  const { data } = useInfiniteQuery(queries.inquiries({ status: "open" }));
  const first = data?.pages[0];
  const count = first?.items.length ?? 0;
  return <Place to="/inquiries" icon={IconMessageCircle} label="nav.inquiries" badge={first?.next_cursor ? `${count}+` : count || ""} />;
}

type PlaceProps = {
  to: "/setup" | "/calendar" | "/patients" | "/inquiries" | "/settings";
  icon: typeof IconUsers;
  label: Key;
  badge?: string | number;
  narrowOnly?: boolean;
};

function Place({ to, icon: Icon, label, badge, narrowOnly }: PlaceProps) {
  const t = useT();
  return (
    <Link to={to} className={narrowOnly ? `${css.place} ${css.narrow}` : css.place} activeProps={{ className: css.here }} activeOptions={{ includeSearch: false }}>
      <Icon size={20} stroke={1.6} aria-hidden />
      <span className={css.label}>{t(label)}</span>
      {badge ? (
        <span className={css.badge}>
          <span aria-hidden>{badge}</span>
          <span className="only-read">{t("nav.openCount", { count: String(badge) })}</span>
        </span>
      ) : null}
    </Link>
  );
}
