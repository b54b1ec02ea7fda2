/** Why a time was refused, with the next ones as buttons. */
import { Alert, Button } from "@mantine/core";
import { formatMoment } from "../../shared/format";
import { Problem } from "../../shared/problem";
import type { Slot } from "../../shared/types";
import { useWords } from "../i18n";
import { sentenceOf } from "../parts/say";
import css from "./conflict.module.css";
import { mayOverride, reasonWords, rulesOf } from "./rules";
import { slotName } from "./slot-picker";

export const isConflict = (error: unknown): error is Problem => error instanceof Problem && error.status === 409;

type Props = { error: unknown; onChoose: (slot: Slot) => void; onAnyway?: (rules: string[]) => void };

export function Conflict({ error, onChoose, onAnyway }: Props) {
  const { t, locale } = useWords();
  const problem = error instanceof Problem ? error : null;
  const reason = problem?.fieldErrors.start;
  const rules = rulesOf(reason);
  return (
    <Alert color="red" variant="light" role="alert" title={reason ? sentenceOf(error, t) : undefined}>
      <p className={css.why}>{reason ? reasonWords(reason, t) : sentenceOf(error, t)}</p>
      {problem && problem.alternatives.length > 0 && (
        <>
          <p className={css.why}>{t("conflict.instead")}</p>
          <div className={css.offers}>
            {problem.alternatives.map((slot) => (
              <Button key={slot.start + slot.practitioner_id} size="sm" h={32} px="sm" variant="default"
                aria-label={slotName(slot, locale)} onClick={() => onChoose(slot)}>
                {formatMoment(slot.wall, locale)}
              </Button>
            ))}
          </div>
        </>
      )}
      {onAnyway && mayOverride(rules) && (
        <Button mt="sm" size="sm" variant="default" onClick={() => onAnyway(rules)}>
          {t("conflict.anyway")}
        </Button>
      )}
    </Alert>
  );
}
