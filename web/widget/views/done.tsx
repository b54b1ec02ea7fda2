/** The visit stands: what, when, where, and what can be done with it. */
import { bookAnother } from "../opening";
import { zoneOf } from "../when";
import { heading, icon, linkButton, momentOf } from "./parts";
import type { View } from "./view";

export function done(view: View) {
  const { state, desk, t } = view;
  if (!state.booked) return null;
  const { appointment: visit, ics_url, manage_url } = state.booked;
  const place = [visit.branch?.name, visit.branch?.address].filter(Boolean).join(", ");
  const facts = {
    when: <b>{momentOf(view, visit.wall)}</b>,
    zone: zoneOf(state.locale, visit.start, visit.zone),
    what: visit.service_name,
    who: visit.practitioner_name,
    where: place,
  };
  return (
    <>
      <span class="badge">{icon("M5 12.5l4.5 4.5L19 7.5")}</span>
      {heading(view, t("done.title"))}
      <p>{t("done.text")}</p>
      <dl>
        {Object.entries(facts).map(
          ([name, fact]) =>
            fact && (
              <div key={name}>
                <dt>{t(`fact.${name}`)}</dt>
                <dd>{fact}</dd>
              </div>
            ),
        )}
      </dl>
      <div class="stack">
        <a class="button main" href={ics_url} download="visit.ics">
          {t("done.calendar")}
        </a>
        <a class="button" href={manage_url} target="_blank" rel="noopener">
          {t("done.manage")}
        </a>
        {linkButton(t("done.again"), () => bookAnother(desk))}
      </div>
    </>
  );
}
