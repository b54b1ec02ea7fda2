// Writes shared/schema.d.ts from the API's own document, shared/openapi.json. It is made where it is needed, not kept.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import openapiTS, { astToString } from "openapi-typescript";
import { WEB, run } from "./paths.mjs";

export async function writeTypes() {
  const document = pathToFileURL(join(WEB, "shared", "openapi.json"));
  const types = astToString(await openapiTS(document));
  writeFileSync(join(WEB, "shared", "schema.d.ts"), `// Made by \`npm run types\` from openapi.json. Do not edit.\n${types}`);
}

if (process.argv[1] === import.meta.filename) await run("types", writeTypes);
