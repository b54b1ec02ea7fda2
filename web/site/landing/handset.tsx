/** The patient's phone: what the clinic wrote, and the answer. */
import { formatDay, formatMoment } from "../../shared/format";
import { useText } from "../language";
import type { Story } from "./story";

export function Handset({ story }: { story: Story }) {
  const { t, language } = useText();
  const visit = { day: formatDay(story.visit, language), time: "10:30" };
  return (
    <div class="handset">
      <div class="handset-top"><span class="handset-face">{t("stage.initials")}</span><b>{t("stage.clinic")}</b></div>
      <div class="handset-thread">
        <small>{formatMoment(story.booked, language)}</small>
        <p class="bubble bubble-1">{t("sms.booked", visit)} <u>linden.example/v/7kq2</u></p>
        <small class="bubble-2">{formatMoment(story.dayBefore, language)}</small>
        <p class="bubble bubble-2">{t("sms.reminder", visit)}</p>
        <p class="bubble bubble-own bubble-3">{t("sms.yes")}</p>
        <p class="bubble bubble-4">{t("sms.thanks")}</p>
      </div>
    </div>
  );
}
