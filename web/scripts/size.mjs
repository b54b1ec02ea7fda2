// The widget's weight on the clinic's own page: its script and the one language that a visitor loads.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";

const LIMIT_BYTES = 20 * 1024;
const weigh = (path) => gzipSync(readFileSync(path), { level: 9 }).length;

/** One sentence when script and heaviest language exceed the limit, else null (not built: nothing to weigh). */
export function widgetProblem(path, limit = LIMIT_BYTES) {
  if (!existsSync(path)) return null;
  const languages = join(dirname(path), "widget");
  const files = existsSync(languages) ? readdirSync(languages).filter((name) => name.endsWith(".json")) : [];
  const heaviest = Math.max(0, ...files.map((name) => weigh(join(languages, name))));
  const bytes = weigh(path) + heaviest;
  console.log(`widget.js with a language: ${(bytes / 1024).toFixed(2)} KB gzip of ${limit / 1024}`);
  return bytes > limit ? `widget.js with a language is ${bytes} bytes gzip, the limit is ${limit}` : null;
}
