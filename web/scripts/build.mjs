// Builds every page into web/dist, then the widget as one file beside them.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { build } from "vite";
import { WEB, run } from "./paths.mjs";
import { widgetProblem } from "./size.mjs";

await run("pages", () => build({ configFile: join(WEB, "vite.config.ts"), logLevel: "warn" }));

const widget = ["main.tsx", "main.ts"].some((name) => existsSync(join(WEB, "widget", name)));
if (widget) {
  await run("widget", () => build({ configFile: join(WEB, "vite.widget.config.ts"), logLevel: "warn" }));
  await run("widget size", () => {
    const problem = widgetProblem(join(WEB, "dist", "widget.js"));
    if (problem) throw new Error(problem);
  });
}
