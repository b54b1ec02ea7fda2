/** Opens the patient's page. */
import { render } from "preact";
import "../shared/tokens.css";
import { App } from "./app";
import "./patient.css";
import { dress } from "./theme";

dress(undefined);
const root = document.getElementById("root");
if (root) render(<App />, root);
