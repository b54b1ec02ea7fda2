/** The call's way through the flows: each action, its type, and the branch that it took. */
import type { Reader } from "../words";
import type { Step } from "./line";
import { legsOf } from "./reading";

export function Path({ reader, steps }: { reader: Reader; steps: Step[] }) {
  const { t } = reader;
  return (
    <section class="side path" aria-labelledby="path">
      <h2 id="path">{t("path")}</h2>
      <p class="quiet">{steps.length ? t("path.text", { count: steps.length }) : t("path.empty")}</p>
      <div class="legs" tabIndex={0} role="group" aria-labelledby="path">
        {legsOf(steps).map((leg, index) => (
          <section key={index}>
            <h3>{leg.name}</h3>
            <ol>
              {leg.steps.map((step, at) => (
                <li key={at}>
                  <b>{step.action}</b>
                  <span class="quiet">{step.type}</span>
                  {step.problem && <span class="problem">{step.problem}</span>}
                  {step.branch && <span class="branch">{step.branch}</span>}
                </li>
              ))}
            </ol>
          </section>
        ))}
      </div>
    </section>
  );
}
