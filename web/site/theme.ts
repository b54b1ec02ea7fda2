/** Light or dark: the system's until the visitor chooses. */
import { remember, remembered } from "./memory";

export type Theme = "light" | "dark";

/** Mantine's own key, so that the choice is kept when the visitor goes on into the console. */
const KEY = "mantine-color-scheme-value";
const system = matchMedia("(prefers-color-scheme: dark)");

export function currentTheme(): Theme {
  const chosen = remembered(KEY);
  if (chosen === "light" || chosen === "dark") return chosen;
  return system.matches ? "dark" : "light";
}

export function applyTheme(): Theme {
  const theme = currentTheme();
  document.documentElement.dataset.theme = theme;
  return theme;
}

export function chooseTheme(theme: Theme): void {
  remember(KEY, theme);
  document.documentElement.dataset.theme = theme;
}

/** Follows the system while nothing was chosen; returns how to stop. */
export function followSystem(changed: (theme: Theme) => void): () => void {
  const listen = (): void => changed(applyTheme());
  system.addEventListener("change", listen);
  return () => system.removeEventListener("change", listen);
}
