/** How far the set-up is, until the first free time can be booked. */
import { Progress } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { queries } from "../api/queries";
import { useT } from "../i18n";
import { useMay } from "../parts/use-session";
import css from "./setup-card.module.css";

export function SetupCard() {
  const t = useT();
  const { data } = useQuery({ ...queries.setup(), enabled: useMay("setup") });
  const total = data?.steps.length ?? 0;
  const done = data?.steps.filter((step) => step.done).length ?? 0;
  if (!total || done === total) return null;
  return (
    <Link to="/setup" className={css.card}>
      <span className={css.title}>{t("setup.cardTitle")}</span>
      <Progress value={(done / total) * 100} size={6} radius="xl" aria-label={t("setup.progress", { done, total })} />
      <span className={css.count}>{t("setup.progress", { done, total })}</span>
    </Link>
  );
}
