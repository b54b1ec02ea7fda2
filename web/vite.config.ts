/// <reference types="vitest/config" />
import { existsSync, mkdirSync, readdirSync, renameSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

const root = dirname(fileURLToPath(import.meta.url));

/** Source folder → where its HTML lands in dist/. The handset exists on the local cloud only. */
const PAGES: Record<string, string> = { site: "", console: "console", patient: "v", book: "book" };
if (process.env.LOCAL === "1") PAGES.handset = "handset";

/** A page's folder may not exist yet: only what is there is built. */
function pageInputs(): string[] {
  return Object.keys(PAGES).flatMap((page) => {
    const folder = join(root, page);
    if (!existsSync(folder)) return [];
    return readdirSync(folder)
      .filter((name) => name.endsWith(".html"))
      .map((name) => join(folder, name));
  });
}

/** Vite writes HTML under its source folder; visitors ask for it under the address of the page. */
function pageAddresses(): Plugin {
  let out = "";
  return {
    name: "frontdesk:page-addresses",
    configResolved: (config) => void (out = join(root, config.build.outDir)),
    writeBundle(_options, bundle) {
      for (const name of Object.keys(bundle).filter((file) => file.endsWith(".html"))) {
        const [page = "", ...rest] = name.split("/");
        const target = join(out, PAGES[page] ?? page, rest.join("/"));
        mkdirSync(dirname(target), { recursive: true });
        renameSync(join(out, name), target);
      }
    },
  };
}

/** In development, deep links (/console/patients, /v/token, /signup) open their page's HTML. */
function deepLinks(): Plugin {
  return {
    name: "frontdesk:deep-links",
    configureServer(server) {
      server.middlewares.use((request, _response, next) => {
        const [path = "/"] = (request.url ?? "/").split("?");
        const asksPage = request.headers.accept?.includes("text/html") && !/\.\w+$/.test(path);
        if (asksPage && !path.startsWith("/api/")) request.url = `/${pageOf(path)}/index.html`;
        next();
      });
    },
  };
}

function pageOf(path: string): string {
  const first = path.split("/")[1] ?? "";
  return { console: "console", v: "patient", book: "book", handset: "handset" }[first] ?? "site";
}

export default defineConfig({
  root,
  appType: "mpa",
  publicDir: existsSync(join(root, "public")) ? "public" : false,
  plugins: [react({ include: /\/(console|site)\/.*\.tsx?$/ }), deepLinks(), pageAddresses()],
  build: {
    outDir: "dist",
    emptyOutDir: true,
    target: "es2022",
    chunkSizeWarningLimit: 700,
    rolldownOptions: { input: pageInputs() },
  },
  server: {
    host: "127.0.0.1",
    proxy: { "/api": { target: process.env.FRONTDESK_API ?? "http://127.0.0.1:8000", changeOrigin: false } },
  },
  test: {
    environment: "node",
    include: ["**/*.test.{ts,tsx}"],
    exclude: ["node_modules/**", "dist/**"],
    maxWorkers: 2,
  },
});
