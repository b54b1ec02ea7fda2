/** A date field that is typed or picked, as the reader's language writes dates. */
import { DateInput, type DateInputProps } from "@mantine/dates";
import { now } from "../api/clock";
import { useWords } from "../i18n";
import { DATE_PATTERNS } from "./dayjs";
import { typedDate } from "./typed-date";

export function DateField(props: DateInputProps) {
  const { t, language, locale } = useWords();
  return (
    <DateInput
      valueFormat={DATE_PATTERNS[language]}
      dateParser={(typed) => typedDate(typed, locale, now().getFullYear())}
      clearable
      hideOutsideDates
      clearButtonProps={{ "aria-label": t("common.clear") }}
      previousLabel={t("common.previousMonth")}
      nextLabel={t("common.nextMonth")}
      popoverProps={{ withinPortal: true }}
      {...props}
    />
  );
}
