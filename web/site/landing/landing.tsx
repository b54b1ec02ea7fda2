/** The landing page: what Frontdesk is, shown by following one visit. */
import { useMemo } from "preact/hooks";
import "./landing.css";
import { useText } from "../language";
import { Console } from "./console";
import { Embed } from "./embed";
import { Hero } from "./hero";
import { Ledger } from "./ledger";
import { Prices } from "./prices";
import { Questions } from "./questions";
import { storyAfter } from "./story";
import { Visit } from "./visit";

export default function Landing() {
  const story = useMemo(() => storyAfter(new Date()), []);
  return (
    <>
      <Hero story={story} />
      <Visit story={story} />
      <Ledger story={story} />
      <Console />
      <Embed />
      <Prices />
      <Questions />
      <Last />
    </>
  );
}

function Last() {
  const { t } = useText();
  return (
    <section class="last" aria-labelledby="last-title">
      <div class="wrap last-row">
        <h2 id="last-title">{t("last.heading")}</h2>
        <p>{t("last.text")}</p>
        <a class="button button-large" href="/signup">{t("hero.start")}</a>
      </div>
    </section>
  );
}
