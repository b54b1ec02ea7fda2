/** The first question: what for. */
import { servicesOf } from "../state";
import { chooseService } from "../times";
import { minutesOf, priceOf } from "../when";
import type { Service } from "../wire";
import { heading, icon, NEXT } from "./parts";
import type { View } from "./view";

export const services = (view: View) => (
  <>
    {heading(view, view.t("service.title"))}
    <ul class="services">{servicesOf(view.state).map((service) => card(view, service))}</ul>
  </>
);

const card = ({ state, desk }: View, { id, name, description, duration_minutes, price }: Service) => (
  <li key={id}>
    <button type="button" class="service" onClick={() => chooseService(desk, id)}>
      <span class="grow">
        <b>{name}</b>
        {description && <span class="quiet">{description}</span>}
      </span>
      <span class="facts">
        {price && <b>{priceOf(state.locale, price.amount, price.currency)}</b>}
        <span class="quiet">{minutesOf(state.locale, duration_minutes)}</span>
      </span>
      {icon(NEXT)}
    </button>
  </li>
);
