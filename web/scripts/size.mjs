// The widget's weight on the clinic's own page.
import { existsSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const LIMIT_BYTES = 20 * 1024;

/** One sentence when the built widget is heavier than its limit, else null (not built: nothing to weigh). */
export function widgetProblem(path, limit = LIMIT_BYTES) {
  if (!existsSync(path)) return null;
  const bytes = gzipSync(readFileSync(path), { level: 9 }).length;
  console.log(`widget.js: ${(bytes / 1024).toFixed(2)} KB gzip of ${limit / 1024}`);
  return bytes > limit ? `widget.js is ${bytes} bytes gzip, the limit is ${limit}` : null;
}
