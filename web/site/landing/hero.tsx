/** The first screen: the promise, and the product that keeps it. */
import { useText } from "../language";
import { Board } from "./board";
import { BookingCard } from "./booking-card";
import { Handset } from "./handset";
import type { Story } from "./story";

export function Hero({ story }: { story: Story }) {
  const { t } = useText();
  return (
    <section class="hero" aria-labelledby="hero-title">
      <div class="wrap">
        <div class="hero-words">
          <h1 id="hero-title">{t("hero.heading")}</h1>
          <p class="hero-lead">{t("hero.lead")}</p>
          <p class="hero-actions">
            <a class="button button-large" href="/signup">{t("hero.start")}</a>
            <a class="button button-large button-quiet" href="#visit">{t("hero.more")}</a>
          </p>
          <p class="hero-note">{t("hero.note")}</p>
        </div>
        <div class="stage" role="img" aria-label={t("stage.label")}>
          <Board story={story} />
          <BookingCard story={story} />
          <Handset story={story} />
        </div>
      </div>
    </section>
  );
}
