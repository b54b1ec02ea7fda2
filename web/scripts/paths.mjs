// Where the web folder is, and how a step of a script tells its name and time.
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";

export const WEB = dirname(dirname(fileURLToPath(import.meta.url)));

/** Runs one step, prints its time, and ends the process with its message when it fails. */
export async function run(name, step) {
  const start = performance.now();
  try {
    await step();
  } catch (error) {
    console.error(`${name}: ${error.message ?? error}`);
    process.exit(1);
  }
  console.log(`${name}: ${((performance.now() - start) / 1000).toFixed(1)} s`);
}
