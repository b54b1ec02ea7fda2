/** The plan: one of those that the country is offered. */
import type { Plan } from "../api";
import { useText } from "../language";
import { FieldError } from "../parts/field";
import { formatMoney } from "../../shared/format";
import { featureText } from "../plan-text";
import type { Errors, Form } from "./form";

type Props = { form: Form; set: (part: Partial<Form>) => void; errors: Errors; plans: Plan[] | null };

export function PlanFields({ form, set, errors, plans }: Props) {
  const { t } = useText();
  return (
    <fieldset class="group" aria-describedby={errors.plan ? "plan-error" : undefined}>
      <legend>{t("signup.plan")}</legend>
      <div class="choices" aria-busy={!plans}>
        {plans ? plans.map((plan) => <Choice key={plan.id} plan={plan} chosen={plan.id === form.plan} set={set} />)
          : [0, 1, 2].map((place) => <div key={place} class="choice choice-waiting" aria-hidden="true" />)}
      </div>
      <FieldError name="plan" error={errors.plan} />
      <p class="field-hint">{t("signup.planHint")}</p>
    </fieldset>
  );
}

function Choice({ plan, chosen, set }: { plan: Plan; chosen: boolean; set: Props["set"] }) {
  const { t, language } = useText();
  return (
    <label class="choice">
      <input type="radio" name="plan" id={`plan-${plan.id}`} value={plan.id} checked={chosen} onChange={() => set({ plan: plan.id })} />
      <span class="choice-words">
        <b>{plan.name}</b>
        <small>{plan.features.map((feature) => featureText(t, feature)).join(" · ")}</small>
      </span>
      <span class="choice-price"><b>{formatMoney(plan.price, language)}</b><small>{t("prices.month")}</small></span>
    </label>
  );
}
