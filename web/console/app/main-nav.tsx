/** The few places of the console. On a phone they lie under the thumb. */
import { IconCalendarWeek, IconChecklist, IconMessageCircle, IconPhone, IconSettings, IconUsers } from "@tabler/icons-react";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { queries } from "../api/queries";
import { type Key, useT } from "../i18n";
import { useMay } from "../parts/use-session";
import css from "./main-nav.module.css";

export function MainNav() {
  const t = useT();
  const [calls, inquiries, setup] = [useMay("calls"), useMay("inquiries"), useMay("setup")];
  const left = useStepsLeft(setup);
  return (
    <nav aria-label={t("nav.label")} className={css.nav}>
      {left > 0 && <Place to="/setup" icon={IconChecklist} label="nav.setup" narrowOnly />}
      <Place to="/calendar" icon={IconCalendarWeek} label="nav.calendar" />
      <Place to="/patients" icon={IconUsers} label="nav.patients" />
      {calls && <Calls />}
      {inquiries && <Inquiries />}
      {setup && <Place to="/settings" icon={IconSettings} label="nav.settings" />}
    </nav>
  );
}

export function useStepsLeft(enabled: boolean): number {
  const { data } = useQuery({ ...queries.setup(), enabled });
  return data?.steps.filter((step) => !step.done).length ?? 0;
}

/** How many people wait for a call back. */
function Calls() {
  const { data } = useInfiniteQuery(queries.missed("open"));
  return <Place to="/calls" icon={IconPhone} label="nav.calls" badge={countOf(data?.pages[0])} />;
}

const countOf = (first: { items: unknown[]; next_cursor: string | null } | undefined): string | number =>
  first?.next_cursor ? `${first.items.length}+` : first?.items.length || "";

function Inquiries() {
  const { data } = useInfiniteQuery(queries.inquiries({ status: "open" }));
  return <Place to="/inquiries" icon={IconMessageCircle} label="nav.inquiries" badge={countOf(data?.pages[0])} />;
}

type PlaceProps = {
  to: "/setup" | "/calendar" | "/patients" | "/calls" | "/inquiries" | "/settings";
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
