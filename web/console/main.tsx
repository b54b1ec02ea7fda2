/** Starts the console. */
import "./styles";
import { createRoot } from "react-dom/client";
import { App } from "./app/app";
import { firstLanguage, loadMessages, WordsProvider } from "./i18n";

const first = firstLanguage();
const messages = await loadMessages(first);

createRoot(document.getElementById("root")!).render(
  <WordsProvider first={first} messages={messages}>
    <App />
  </WordsProvider>,
);
