/** The one tag that puts booking on a clinic's site. */
import { useText } from "../language";
import { Snippet } from "../parts/snippet";
import { scriptTag } from "../script-tag";

const FACTS = ["small", "private", "strict", "everyone", "deepLinks", "fallback"] as const;

export function Embed() {
  const { t } = useText();
  return (
    <section class="embed" aria-labelledby="embed-title">
      <div class="wrap embed-row">
        <div>
          <h2 id="embed-title">{t("embed.heading")}</h2>
          <p class="section-lead">{t("embed.lead")}</p>
          <Snippet code={scriptTag(location.origin)} label={t("embed.tag")} />
          <p><a class="more" href="/developers">{t("embed.more")}</a></p>
        </div>
        <ul class="embed-facts">
          {FACTS.map((fact) => <li key={fact}>{t(`embed.${fact}`)}</li>)}
        </ul>
      </div>
    </section>
  );
}
