/** One weekday of the hours editor: works or not, from when to when, with breaks. */
import { ActionIcon, Button, Menu, Switch } from "@mantine/core";
import { IconCopy, IconDots, IconX } from "@tabler/icons-react";
import type { Hours, Weekday } from "../../shared/types";
import { useT, useWords } from "../i18n";
import { addBreak, copyToOpenDays, openDay, problemOf, removeBreak, setEdge, type Span } from "./hours-model";
import css from "./hours.module.css";
import { TimeField } from "./time-field";

type Props = { day: Weekday; hours: Hours; onHours: (hours: Hours) => void; onSpans: (spans: Span[]) => void };

export function HoursDay({ day, hours, onHours, onSpans }: Props) {
  const { t, locale } = useWords();
  const name = weekdayName(day, locale);
  const spans = hours[day];
  const problem = problemOf(spans);
  return (
    <div className={css.day} role="group" aria-label={name}>
      <Switch className={css.name} label={name} checked={spans.length > 0}
        onChange={(event) => (event.currentTarget.checked ? onHours(openDay(hours, day)) : onSpans([]))} />
      <div className={css.spans}>
        {!spans.length && <span className={css.closed}>{t("hours.closed")}</span>}
        {spans.map((span, index) => (
          <SpanFields key={index} day={name} span={span} index={index} last={index === spans.length - 1}
            onEdge={(edge, value) => onSpans(setEdge(spans, index, edge, value))}
            onRemove={() => onSpans(removeBreak(spans, index))} />
        ))}
        {problem && <span className={css.problem} role="alert">{t(`hours.problem.${problem}`)}</span>}
      </div>
      {spans.length > 0 && (
        <div className={css.tools}>
          <Button size="compact-sm" variant="subtle" onClick={() => onSpans(addBreak(spans))}>{t("hours.addBreak")}</Button>
          <Menu position="bottom-end" withinPortal>
            <Menu.Target>
              <ActionIcon variant="subtle" color="gray" size={30} aria-label={t("hours.more", { day: name })}>
                <IconDots size={16} aria-hidden />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item leftSection={<IconCopy size={16} aria-hidden />} onClick={() => onHours(copyToOpenDays(hours, day))}>
                {t("hours.copy")}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        </div>
      )}
    </div>
  );
}

type SpanProps = {
  day: string; span: Span; index: number; last: boolean; onEdge: (edge: 0 | 1, value: string) => void; onRemove: () => void;
};

function SpanFields({ day, span, last, onEdge, onRemove }: SpanProps) {
  const t = useT();
  return (
    <>
      <span className={css.span}>
        <TimeField label={t("hours.from", { day })} value={span[0]} onChange={(value) => onEdge(0, value)} />
        <span aria-hidden>–</span>
        <TimeField label={t("hours.to", { day })} value={span[1]} onChange={(value) => onEdge(1, value)} />
      </span>
      {!last && (
        <span className={css.break}>
          {t("hours.break")}
          <ActionIcon variant="subtle" color="gray" size={24} aria-label={t("hours.removeBreak", { day })} onClick={onRemove}>
            <IconX size={13} aria-hidden />
          </ActionIcon>
        </span>
      )}
    </>
  );
}

/** The weekday's own name; 2024-01-01 was a Monday. */
export function weekdayName(day: Weekday, locale: string): string {
  const index = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].indexOf(day);
  return new Intl.DateTimeFormat(locale, { weekday: "long", timeZone: "UTC" }).format(new Date(Date.UTC(2024, 0, 1 + index)));
}
