/** Which day or week, of whom, where. */
import { ActionIcon, Button, Popover, SegmentedControl, Select, UnstyledButton } from "@mantine/core";
import { DatePicker } from "@mantine/dates";
import { IconChevronDown, IconChevronLeft, IconChevronRight, IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { formatDates, formatDay, formatLongDay } from "../../shared/format";
import type { Branch, Practitioner } from "../../shared/types";
import { useWords } from "../i18n";
import { titled } from "../parts/names";
import css from "./toolbar.module.css";
import { addDays, mondayOf } from "./wall";

type Props = {
  date: string;
  today: string;
  view: "day" | "week";
  branches: Branch[];
  branchId: string;
  practitioners: Practitioner[];
  practitionerId: string;
  showPractitioner: boolean;
  narrow: boolean;
  onDate: (date: string) => void;
  onView: (view: "day" | "week") => void;
  onBranch: (id: string) => void;
  onPractitioner: (id: string) => void;
  onBook?: () => void;
};

export function Toolbar(props: Props) {
  const { t } = useWords();
  const step = props.view === "week" ? 7 : 1;
  return (
    <div className={css.bar}>
      <div className={css.when}>
        <Button className={css.today} variant="default" onClick={() => props.onDate(props.today)} disabled={props.date === props.today}>
          {t("calendar.today")}
        </Button>
        <ActionIcon variant="subtle" color="gray" size={36} onClick={() => props.onDate(addDays(props.date, -step))}
          aria-label={t(props.view === "week" ? "calendar.previousWeek" : "calendar.previousDay")}>
          <IconChevronLeft size={20} aria-hidden />
        </ActionIcon>
        <ActionIcon variant="subtle" color="gray" size={36} onClick={() => props.onDate(addDays(props.date, step))}
          aria-label={t(props.view === "week" ? "calendar.nextWeek" : "calendar.nextDay")}>
          <IconChevronRight size={20} aria-hidden />
        </ActionIcon>
        <DayTitle {...props} />
      </div>
      <div className={css.what}>
        {props.branches.length > 1 && (
          <Select className={css.select} aria-label={t("calendar.branch")} value={props.branchId} onChange={(id) => id && props.onBranch(id)}
            data={props.branches.map(({ id, name }) => ({ value: id, label: name }))} />
        )}
        {props.showPractitioner && (
          <Select className={css.select} aria-label={t("booking.practitioner")} value={props.practitionerId}
            onChange={(id) => id && props.onPractitioner(id)}
            data={props.practitioners.map((one) => ({ value: one.id, label: titled(one) }))} />
        )}
        <SegmentedControl className={css.view} aria-label={t("calendar.view")} value={props.view} onChange={(view) => props.onView(view as "day" | "week")}
          data={[{ value: "day", label: t("calendar.day") }, { value: "week", label: t("calendar.week") }]} />
        {props.onBook && (
          <Button className={css.book} leftSection={<IconPlus size={16} aria-hidden />} onClick={props.onBook}>
            {t("calendar.book")}
          </Button>
        )}
      </div>
    </div>
  );
}

/** The date as the page's heading; pressing it opens the month. */
function DayTitle({ date, view, narrow, onDate }: Props) {
  const { t, locale } = useWords();
  const [opened, setOpened] = useState(false);
  const monday = mondayOf(date);
  const text = view === "week"
    ? formatDates(monday, addDays(monday, 6), locale)
    : (narrow ? formatDay : formatLongDay)(date, locale);
  return (
    <Popover opened={opened} onChange={setOpened} trapFocus shadow="md" position="bottom-start">
      <Popover.Target>
        <UnstyledButton className={css.title} onClick={() => setOpened(!opened)} aria-label={t("calendar.chooseDate", { date: text })}>
          <h1 className={css.heading}>{text}</h1>
          <IconChevronDown size={16} aria-hidden />
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <DatePicker hideOutsideDates value={date} defaultDate={date} ariaLabels={{ previousMonth: t("common.previousMonth"), nextMonth: t("common.nextMonth") }}
          onChange={(value) => {
            setOpened(false);
            if (value) onDate(value);
          }} />
      </Popover.Dropdown>
    </Popover>
  );
}
