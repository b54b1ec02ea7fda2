/** The clinic's colour and the device's light or dark, put over the tokens. */
import { accentOf } from "../shared/color";

/** Sets the accent for the whole page; follows the device when it turns dark or light. */
export function dress(color: string | undefined): () => void {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const put = () => {
    const { fill, onFill, text, textDark, soft, softDark } = accentOf(color);
    const root = document.documentElement;
    root.dataset.theme = dark.matches ? "dark" : "light";
    root.style.setProperty("--fd-accent", fill);
    root.style.setProperty("--fd-on-accent", onFill);
    root.style.setProperty("--fd-accent-text", dark.matches ? textDark : text);
    root.style.setProperty("--fd-accent-soft", dark.matches ? softDark : soft);
  };
  put();
  dark.addEventListener("change", put);
  return () => dark.removeEventListener("change", put);
}
