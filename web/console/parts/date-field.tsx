/** A date field that is typed or picked, as the reader's language writes dates. */
import { DateInput, type DateInputProps } from "@mantine/dates";
import { useWords } from "../i18n";
import { DATE_PATTERNS } from "./dayjs";

export function DateField(props: DateInputProps) {
  const { t, language } = useWords();
  return (
    <DateInput
      valueFormat={DATE_PATTERNS[language]}
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
