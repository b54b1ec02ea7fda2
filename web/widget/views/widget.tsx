/** The frame around the steps: whose clinic it is, how far one is, the phone and the language. */
import type { Desk } from "../desk";
import { speak, start } from "../opening";
import type { Step } from "../state";
import { canChangeService } from "../times";
import { directionOf } from "../words";
import { times, waiting } from "./calendar";
import { code } from "./code";
import { details } from "./details";
import { done } from "./done";
import { callButton, heading, noticePanel, plainButton } from "./parts";
import { services } from "./services";
import { type View, viewOf } from "./view";

const VIEWS = { loading: () => waiting(""), failed, closed, service: services, time: times, details, code, done };

export function widget(desk: Desk) {
  const view = viewOf(desk);
  const { step, lang, boot } = desk.state;
  const clinic = boot?.clinic.name;
  return (
    <section
      class="card"
      lang={lang}
      dir={directionOf(lang)}
      aria-label={clinic ? view.t("label", { clinic }) : undefined}
      aria-busy={step === "loading"}
    >
      {clinic && head(view, clinic)}
      <div class={`at-${step}`} key={step}>
        {noticePanel(view)}
        {VIEWS[step](view)}
      </div>
      {clinic && step !== "closed" && !desk.state.codeSent?.locked && foot(view)}
    </section>
  );
}

function head({ state, desk, t }: View, clinic: string) {
  const counted: Step[] = ["service", "time", "details", "code"];
  const steps = canChangeService(desk) ? counted : counted.slice(1);
  const at = steps.indexOf(state.step);
  return (
    <header>
      <h2>{clinic}</h2>
      {at >= 0 && (
        <div class="progress">
          <span class="quiet">{t("progress", { at: at + 1, of: steps.length })}</span>
          <span class="bar" aria-hidden="true">
            {steps.map((step, index) => (
              <i key={step} class={index <= at ? "past" : ""} />
            ))}
          </span>
        </div>
      )}
    </header>
  );
}

/** The clinic takes no bookings here: its phone does. */
function closed(view: View) {
  return (
    <>
      {heading(view, view.t("closed.title"))}
      <p>{view.t("closed.text")}</p>
      {callButton(view)}
    </>
  );
}

function failed(view: View) {
  return (
    <div class="stack" role="alert">
      {heading(view, view.t("failed.title"))}
      <p>{view.t("failed.text")}</p>
      {plainButton(view.t("retry"), () => void start(view.desk))}
    </div>
  );
}

/** What a language calls itself, written as the beginning of a line. */
const ownName = (lang: string) =>
  (new Intl.DisplayNames(lang, { type: "language" }).of(lang) ?? lang).replace(/^./u, (first) => first.toLocaleUpperCase(lang));

function foot(view: View) {
  const { state, desk, t } = view;
  const languages = state.boot?.languages ?? [];
  return (
    <footer>
      {callButton(view)}
      {languages.length > 1 && (
        <select
          aria-label={t("language")}
          value={state.lang}
          onChange={(event) => void speak(desk, event.currentTarget.value)}
        >
          {languages.map((lang) => (
            <option key={lang} value={lang} lang={lang}>
              {ownName(lang)}
            </option>
          ))}
        </select>
      )}
    </footer>
  );
}
