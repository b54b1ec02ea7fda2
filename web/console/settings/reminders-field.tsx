/** When patients are reminded, and how. */
import { ActionIcon, Button, NumberInput, Select } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import type { Channel, ReminderRule } from "../../shared/types";
import { useT } from "../i18n";
import css from "./reminders-field.module.css";

type Props = { value: ReminderRule[]; onChange: (rules: ReminderRule[]) => void; error?: string };
const MOST = 5;
const CHANNELS = ["sms", "voice", "email"] as const;

export function RemindersField({ value, onChange, error }: Props) {
  const t = useT();
  const set = (index: number, change: Partial<ReminderRule>): void =>
    onChange(value.map((rule, at) => (at === index ? { ...rule, ...change } : rule)));
  return (
    <fieldset className={css.field}>
      <legend className={css.legend}>{t("reminders.title")}</legend>
      {value.map((rule, index) => (
        <div key={index} className={css.rule}>
          <NumberInput aria-label={t("reminders.hours", { number: index + 1 })} suffix={` ${t("reminders.before")}`} min={1} max={336}
            allowDecimal={false} value={rule.hours_before} onChange={(hours) => set(index, { hours_before: Number(hours) || 1 })} />
          <Select aria-label={t("reminders.channel", { number: index + 1 })} value={rule.channel}
            onChange={(channel) => set(index, { channel: channel as Channel })}
            data={CHANNELS.map((value) => ({ value, label: t(`channel.${value}`) }))} />
          <ActionIcon variant="subtle" color="gray" size={36} aria-label={t("reminders.remove", { number: index + 1 })}
            onClick={() => onChange(value.filter((_, at) => at !== index))}>
            <IconTrash size={17} stroke={1.6} aria-hidden />
          </ActionIcon>
        </div>
      ))}
      {!value.length && <p className={css.none}>{t("reminders.none")}</p>}
      {error && <p role="alert" className={css.error}>{error}</p>}
      {value.length < MOST && (
        <Button size="sm" h={32} px="sm" variant="default" leftSection={<IconPlus size={15} aria-hidden />}
          onClick={() => onChange([...value, { hours_before: value.length ? 2 : 24, channel: "sms" }])}>
          {t("reminders.add")}
        </Button>
      )}
    </fieldset>
  );
}
