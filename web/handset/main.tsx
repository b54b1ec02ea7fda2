/** Opens the handset. */
import { render } from "preact";
import "../shared/tokens.css";
import { App } from "./app";
import "./handset.css";
import "./phone/phone.css";

const dark = matchMedia("(prefers-color-scheme: dark)");
const dress = () => void (document.documentElement.dataset.theme = dark.matches ? "dark" : "light");
dark.addEventListener("change", dress);
dress();
const root = document.getElementById("root");
if (root) render(<App />, root);
