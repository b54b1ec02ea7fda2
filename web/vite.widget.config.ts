import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig, type Plugin } from "vite";

const root = dirname(fileURLToPath(import.meta.url));
const entry = ["main.tsx", "main.ts"].map((name) => join(root, "widget", name)).find(existsSync);

/** The widget fetches the one language that its visitor reads from beside its script. */
function languagesBesideScript(): Plugin {
  return {
    name: "frontdesk:languages-beside-script",
    closeBundle() {
      const from = join(root, "locales", "widget");
      const to = join(root, "dist", "widget");
      if (!existsSync(from)) return;
      mkdirSync(to, { recursive: true });
      for (const name of readdirSync(from)) {
        writeFileSync(join(to, name), JSON.stringify(JSON.parse(readFileSync(join(from, name), "utf8"))));
      }
    },
  };
}

/** One classic script without imports: a clinic's page loads it by one tag. */
export default defineConfig({
  root,
  publicDir: false,
  plugins: [languagesBesideScript()],
  define: { "process.env.NODE_ENV": JSON.stringify("production") },
  build: {
    outDir: "dist",
    emptyOutDir: false,
    target: "es2022",
    cssCodeSplit: false,
    lib: { entry: entry ?? "", formats: ["iife"], name: "FrontdeskBooking", fileName: () => "widget.js" },
  },
});
