/** One visit from click to chair, each step at its hour with the piece of the product that does it. */
import type { ComponentChildren } from "preact";
import { formatDay, formatTime } from "../../shared/format";
import { type TextKey, useText } from "../language";
import type { Story } from "./story";

const YES = [["en", "YES"], ["tr", "EVET"], ["ru", "ДА"], ["hu", "IGEN"], ["zh", "是"]] as const;

export function Visit({ story }: { story: Story }) {
  const { t } = useText();
  return (
    <section class="visit wrap" id="visit" aria-labelledby="visit-title">
      <h2 id="visit-title">{t("visit.heading")}</h2>
      <p class="section-lead">{t("visit.lead")}</p>
      <ol class="visit-steps">
        <Step at={story.booked} step="book"><Taken /></Step>
        <Step at={story.booked} seconds=":02" step="see"><Refusal /></Step>
        <Step at={story.dayBefore} step="remind"><Reminder /></Step>
        <Step at={story.answered} step="answer"><Words /></Step>
        <Step at={story.moved} step="move"><LinkCard story={story} /></Step>
      </ol>
    </section>
  );
}

type StepName = "book" | "see" | "remind" | "answer" | "move";

type StepProps = { at: string; seconds?: string; step: StepName; children: ComponentChildren };

function Step({ at, seconds, step, children }: StepProps) {
  const { t, language } = useText();
  return (
    <li class="visit-step">
      <p class="visit-time"><span>{formatDay(at, language)}</span> <b>{formatTime(at, language)}{seconds && <small>{seconds}</small>}</b></p>
      <div class="visit-words">
        <h3>{t(`visit.${step}.heading`)}</h3>
        <p>{t(`visit.${step}.text`)}</p>
      </div>
      <div class="visit-piece" role="img" aria-label={t(`visit.${step}.piece`)}>{children}</div>
    </li>
  );
}

function Taken() {
  const { t } = useText();
  return (
    <div class="piece">
      <p class="piece-warn">{t("piece.taken", { time: "10:30" })}</p>
      <p class="piece-times"><span>10:45</span><span>12:00</span><span>12:15</span></p>
    </div>
  );
}

function Refusal() {
  const { t } = useText();
  return (
    <div class="piece">
      <p class="piece-row"><b>{t("piece.why", { time: "10:15" })}</b></p>
      <p class="piece-reason">{t("piece.busy", { doctor: t("stage.kern"), time: "10:30" })}</p>
      <p class="piece-reason">{t("piece.room")}</p>
    </div>
  );
}

function Reminder() {
  const { t } = useText();
  return (
    <div class="piece piece-thread">
      <p class="bubble">{t("sms.reminder", { time: "10:30", doctor: t("stage.kern") })}</p>
      <p class="piece-state"><i />{t("piece.delivered")}</p>
    </div>
  );
}

function Words() {
  const { t } = useText();
  return (
    <div class="piece">
      <p class="piece-words">{YES.map(([code, word]) => <span key={code} lang={code}>{word}</span>)}</p>
      <p class="piece-state"><i />{t("piece.confirmed")}</p>
    </div>
  );
}

function LinkCard({ story }: { story: Story }) {
  const { t, language } = useText();
  const acts: TextKey[] = ["piece.confirm", "piece.move", "piece.cancel"];
  return (
    <div class="piece">
      <p class="piece-moved">
        <s>{formatDay(story.visit, language)}, 10:30</s>
        <b>{formatDay(story.newVisit, language)}, 14:15</b>
      </p>
      <p class="piece-acts">{acts.map((act) => <span key={act}>{t(act)}</span>)}</p>
    </div>
  );
}
