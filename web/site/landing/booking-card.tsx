/** The widget as a patient sees it on the clinic's website. */
import { formatDay, formatMinutes } from "../../shared/format";
import { useText } from "../language";
import type { Story } from "./story";

const TIMES = ["10:30", "10:45", "12:00", "12:15", "12:30", "14:00"];

export function BookingCard({ story }: { story: Story }) {
  const { t, language } = useText();
  return (
    <div class="card-booking">
      <div class="card-address"><i /><i /><i /><span>linden-clinic.example</span></div>
      <div class="card-body">
        <strong>{t("card.heading")}</strong>
        <div class="card-line"><span>{t("stage.checkup")}</span><small>{formatMinutes(30, language)}</small></div>
        <div class="card-line"><span>{t("stage.kern")}</span><small>{t("stage.dentist")}</small></div>
        <div class="card-day">{formatDay(story.day, language)}</div>
        <div class="card-times">
          {TIMES.map((time, index) => <span key={time} class={index === 0 ? "card-chosen" : undefined}>{time}</span>)}
        </div>
        <div class="card-held">{t("card.held")}</div>
        <div class="card-go">{t("card.continue")}</div>
      </div>
    </div>
  );
}
