/** The time that was clicked on the board: free for this service, or why not. */
import { Alert, Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useEffect } from "react";
import { formatMoment } from "../../shared/format";
import { queries } from "../api/queries";
import { useWords } from "../i18n";
import type { Wish } from "./booking-model";
import css from "./conflict.module.css";
import { ruleWords } from "./rules";

type Reasons = { rule: string; text: string }[];
type Props = {
  wish: Wish;
  serviceId: string;
  onOther: () => void;
  onRules: (rules: string[]) => void;
  children: (reasons: Reasons) => ReactNode;
};

export function WishedTime({ wish, serviceId, onOther, onRules, children }: Props) {
  const { t, locale } = useWords();
  const asked = { service_id: serviceId, practitioner_id: wish.practitionerId ?? "", start: wish.start };
  const { data } = useQuery({ ...queries.explain(asked), enabled: Boolean(serviceId && wish.practitionerId) });
  const reasons = data?.reasons.filter(({ rule }) => rule !== "step") ?? [];
  useEffect(() => onRules(reasons.map(({ rule }) => rule)), [data]);
  const title = [formatMoment(wish.wall, locale), wish.practitionerName].filter(Boolean).join(" · ");
  return (
    <Alert color={reasons.length ? "yellow" : "accent"} variant="light" title={title} role="status">
      <div className={css.row}>
        <div>
          {!serviceId && t("booking.chooseService")}
          {data && !reasons.length && t("booking.timeFree")}
          {reasons.map(({ rule, text }) => <p key={rule} className={css.why}>{ruleWords(rule, text, t)}</p>)}
          {children(reasons)}
        </div>
        <Button size="compact-sm" variant="default" onClick={onOther}>
          {t("booking.otherTime")}
        </Button>
      </div>
    </Alert>
  );
}
