/** Puts the booking into the clinic's page: one script tag, one element, nothing kept on the device. */
import { render } from "preact";
import { campaignOf } from "./campaign";
import { type Accent, accentOf } from "./color";
import { type Desk, newDesk, type Surroundings } from "./desk";
import { release } from "./holding";
import { start } from "./opening";
import { widget } from "./views/widget";
import { call } from "./wire";
import type { Words } from "./words";
import css from "./widget.css?inline";

const TAG = "frontdesk-booking";
const script = document.currentScript as HTMLScriptElement | null;
const home = new URL(script?.src || location.href).origin;

const wordsOf = (lang: string) => call<Words>(`${home}/widget/${lang}.json`);

function surroundings(option: (name: string) => string | undefined): Surroundings {
  const asked = new URLSearchParams(location.search);
  return {
    api: `${home}/api/widget/${encodeURIComponent(option("site") ?? "")}`,
    wordsOf,
    wishes: [option("lang"), asked.get("lang"), document.documentElement.lang],
    preferred: navigator.languages,
    campaign: campaignOf(location.href, document.referrer),
    service: option("service") ?? asked.get("service") ?? undefined,
    practitioner: option("practitioner") ?? asked.get("doctor") ?? undefined,
  };
}

function sheet(css: string): CSSStyleSheet {
  const made = new CSSStyleSheet();
  made.replaceSync(css);
  return made;
}

const cssOf = ({ accent, onAccent, edge }: Accent) =>
  `:host{--clinic-accent:${accent};--clinic-on-accent:${onAccent};--clinic-edge:${edge}}`;

function newElementDesk(root: ShadowRoot, around: Surroundings): Desk {
  const theme = sheet("");
  root.adoptedStyleSheets = [sheet(css), theme];
  let colored = "";
  const desk = newDesk(around, ({ boot }, focus) => {
    const color = boot?.theme?.color ?? "";
    const accent = color !== colored && accentOf(color);
    if (accent) theme.replaceSync(cssOf(accent));
    colored = color;
    render(widget(desk), root);
    if (focus) root.querySelector<HTMLElement>(focus)?.focus();
  });
  return desk;
}

class FrontdeskBooking extends HTMLElement {
  declare leave: () => void;

  connectedCallback() {
    const root = this.shadowRoot ?? this.attachShadow({ mode: "open" });
    const desk = newElementDesk(root, surroundings((name) => this.dataset[name] ?? script?.dataset[name]));
    this.leave = () => release(desk, true);
    addEventListener("pagehide", this.leave);
    void start(desk);
  }

  disconnectedCallback() {
    removeEventListener("pagehide", this.leave);
    this.leave();
  }
}

/** The element stands where the page put it, in `data-target`, or where the script stands. */
function place() {
  if (document.querySelector(TAG)) return;
  const element = document.createElement(TAG);
  const target = script?.dataset.target ? document.querySelector(script.dataset.target) : null;
  if (target) target.append(element);
  else if (script && document.body.contains(script)) script.after(element);
  else document.body.append(element);
}

if (!customElements.get(TAG)) {
  customElements.define(TAG, FrontdeskBooking);
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", place);
  else place();
}
