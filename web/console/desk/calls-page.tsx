/** The telephone's pages: all calls, who has to be called back, what was promised, and the live board. */
import { SegmentedControl } from "@mantine/core";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useT } from "../i18n";
import { Page } from "../parts/page";
import css from "./calls-page.module.css";
import { LiveBoard } from "./board/live-board";
import { CallList } from "./list/call-list";
import { MissedList } from "./list/missed-list";
import { PhoneSwitch } from "./phone-switch";
import { type CallsView, VIEWS } from "./views";

export function CallsPage() {
  const t = useT();
  const { view = "all" } = useSearch({ from: "/inside/calls" });
  const navigate = useNavigate();
  const go = (next: CallsView): void => void navigate({ to: "/calls", search: next === "all" ? {} : { view: next } });
  return (
    <Page title={t("calls.title")} lede={t(`calls.lede.${view}`)} actions={<PhoneSwitch />}>
      <SegmentedControl aria-label={t("calls.view")} value={view} onChange={(value) => go(value as CallsView)} fullWidth classNames={{ root: css.views, control: css.view }}
        data={VIEWS.map((value) => ({ value, label: t(`calls.view.${value}`) }))} />
      {view === "all" && <CallList />}
      {view === "missed" && <MissedList />}
      {view === "callbacks" && <CallList key="callbacks" promised />}
      {view === "board" && <LiveBoard />}
    </Page>
  );
}
