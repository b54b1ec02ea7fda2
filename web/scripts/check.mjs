// Everything that can be wrong with the web pages without running them: types, languages, size.
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { localeProblems } from "./locales.mjs";
import { WEB, run } from "./paths.mjs";
import { widgetProblem } from "./size.mjs";
import { writeTypes } from "./types.mjs";

const tsc = join(WEB, "node_modules", "typescript", "bin", "tsc");

function checkTypes(project) {
  try {
    execFileSync(process.execPath, [tsc, "-p", project], { cwd: WEB, encoding: "utf8" });
  } catch (error) {
    throw new Error(`\n${error.stdout}`);
  }
}

await run("types of the API", writeTypes);

const projects = readdirSync(WEB)
  .map((name) => join(name, "tsconfig.json"))
  .filter((path) => existsSync(join(WEB, path)));
for (const project of projects) await run(`types of ${project}`, () => checkTypes(project));

await run("languages", () => {
  const problems = localeProblems(join(WEB, "locales"));
  if (problems.length) throw new Error(`\n${problems.join("\n")}`);
});

await run("widget size", () => {
  const problem = widgetProblem(join(WEB, "dist", "widget.js"));
  if (problem) throw new Error(problem);
});
