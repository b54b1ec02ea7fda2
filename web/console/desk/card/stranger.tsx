/** Nobody is known by the number: what can be made of it. */
import { Button } from "@mantine/core";
import { IconCalendarPlus, IconUserPlus } from "@tabler/icons-react";
import { useT } from "../../i18n";
import css from "./card.module.css";

export function Stranger({ number, onBook, onAdd }: { number: string; onBook: () => void; onAdd: () => void }) {
  const t = useT();
  return (
    <div className={css.stranger}>
      <p>{t(number ? "card.stranger" : "card.withheld")}</p>
      <div className={css.buttons}>
        <Button leftSection={<IconCalendarPlus size={16} aria-hidden />} onClick={onBook}>{t("card.bookNew")}</Button>
        <Button variant="default" leftSection={<IconUserPlus size={16} aria-hidden />} onClick={onAdd}>{t("patients.add")}</Button>
      </div>
    </div>
  );
}
