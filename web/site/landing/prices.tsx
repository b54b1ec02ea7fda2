/** The plans, priced for the visitor's country. */
import type { Plan } from "../api";
import { useText } from "../language";
import { CountryChoice } from "../parts/country-choice";
import { useCountries, usePlans } from "../offer";
import { formatMoney } from "../../shared/format";
import { featureText } from "../plan-text";

export function Prices() {
  const { t } = useText();
  const { list, country, choose, problem: noCountries } = useCountries();
  const { plans, problem, retry } = usePlans(noCountries ? "" : country?.code);
  return (
    <section class="prices wrap" id="prices" aria-labelledby="prices-title">
      <div class="prices-top">
        <div>
          <h2 id="prices-title">{t("prices.heading")}</h2>
          <p class="section-lead">{t("prices.lead")}</p>
        </div>
        {list.length > 0 && (
          <CountryChoice name="prices-country" label={t("prices.country")} list={list} code={country?.code ?? ""} choose={choose} />
        )}
      </div>
      {problem ? (
        <div class="prices-missing">
          <p>{t("prices.missing")}</p>
          <button type="button" class="button button-quiet" onClick={retry}>{t("site.retry")}</button>
        </div>
      ) : (
        <ul class="prices-plans" aria-busy={!plans}>
          {plans ? plans.map((plan) => <Offer key={plan.id} plan={plan} country={country?.code ?? ""} />)
            : [0, 1, 2].map((place) => <li key={place} class="plan plan-waiting" aria-hidden="true" />)}
        </ul>
      )}
    </section>
  );
}

function Offer({ plan, country }: { plan: Plan; country: string }) {
  const { t, language } = useText();
  const address = `/signup?plan=${encodeURIComponent(plan.id)}&country=${encodeURIComponent(country)}`;
  return (
    <li class="plan">
      <h3>{plan.name}</h3>
      <p class="plan-price"><b>{formatMoney(plan.price, language)}</b> <span>{t("prices.month")}</span></p>
      <ul class="plan-features">{plan.features.map((feature) => <li key={feature}>{featureText(t, feature)}</li>)}</ul>
      <a class="button button-quiet" href={address} aria-label={t("prices.startWith", { plan: plan.name })}>{t("hero.start")}</a>
    </li>
  );
}
