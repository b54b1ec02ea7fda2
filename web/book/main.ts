/** A clinic's widget on a page of ours, for who gets its address in a text: /book/<site key>. */
import "../shared/tokens.css";
import "./book.css";
import { choose, siteKeyOf } from "./address";

const site = siteKeyOf(location.pathname);
document.documentElement.lang = choose(navigator.languages);

const script = document.createElement("script");
script.src = "/widget.js";
script.dataset.site = site;
script.dataset.target = "#book";
document.head.append(script);

void fetch(`/api/widget/${encodeURIComponent(site)}/boot`)
  .then((answer) => (answer.ok ? (answer.json() as Promise<{ clinic: { name: string } }>) : null))
  .then((boot) => void (boot && (document.title = boot.clinic.name)))
  .catch(() => undefined); // the widget itself says what is wrong
