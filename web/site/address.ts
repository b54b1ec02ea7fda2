/** Which page an address is. */
import type { ComponentType } from "preact";
import Landing from "./landing/landing";
import type { TextKey } from "./language";

export type PageName =
  | "landing" | "signup" | "confirm" | "welcome" | "forgot" | "reset" | "invitation"
  | "privacy" | "terms" | "developers" | "missing";

const FOCUSED: PageName[] = ["signup", "confirm", "welcome", "forgot", "reset", "invitation"];

/** Pages that ask for one thing show nothing that leads away from it. */
export const isFocused = (page: PageName): boolean => FOCUSED.includes(page);

type PageModule = { default: ComponentType };
export type Page = { name: PageName; title: TextKey; open: () => Promise<PageModule> };

const page = (name: PageName, open: () => Promise<PageModule>): Page => ({ name, title: `${name}.title`, open });

const PAGES: Record<string, Page> = {
  // The landing page comes with the first script: whoever meets Frontdesk here waits for one request less.
  "/": page("landing", () => Promise.resolve({ default: Landing })),
  "/signup": page("signup", () => import("./signup/signup")),
  "/confirm": page("confirm", () => import("./pages/confirm")),
  "/welcome": page("welcome", () => import("./pages/welcome")),
  "/forgot": page("forgot", () => import("./pages/forgot")),
  "/reset": page("reset", () => import("./pages/reset")),
  "/invitation": page("invitation", () => import("./pages/invitation")),
  "/privacy": page("privacy", () => import("./pages/privacy")),
  "/terms": page("terms", () => import("./pages/terms")),
  "/developers": page("developers", () => import("./pages/developers")),
};
const MISSING = page("missing", () => import("./pages/missing"));

export function pageAt(path: string): Page {
  const bare = path.replace(/\/index\.html$/, "/").replace(/(.)\/+$/, "$1");
  return PAGES[bare] ?? MISSING;
}
