/** The API's own description (OpenAPI 3) as a plain list of what can be asked, and with which words. */

export type Input = { name: string; where: "path" | "query" | "header" | "body"; type: string; required: boolean };
export type Operation = {
  id: string; method: string; path: string; summary: string; guard: Guard; inputs: Input[]; answers: string[];
};
/** Who may ask: somebody signed in, the holder of a patient's link, or anybody. */
export type Guard = "session" | "link" | "public";
export type Group = { name: string; operations: Operation[] };

type Schema = {
  $ref?: string; type?: string | string[]; format?: string; enum?: unknown[]; const?: unknown; items?: Schema;
  properties?: Record<string, Schema>; required?: string[]; anyOf?: Schema[]; oneOf?: Schema[]; allOf?: Schema[];
};
type Parameter = { $ref?: string; name?: string; in?: string; required?: boolean; schema?: Schema };
type Described = {
  operationId?: string; summary?: string; description?: string; tags?: string[]; parameters?: Parameter[];
  security?: Record<string, unknown>[]; requestBody?: { content?: Record<string, { schema?: Schema }> }; responses?: Record<string, unknown>;
};
export type Document = {
  info?: { title?: string; version?: string };
  paths?: Record<string, Record<string, unknown>>;
  components?: { schemas?: Record<string, Schema>; parameters?: Record<string, Parameter> };
};

const METHODS = ["get", "post", "put", "patch", "delete"];

/** Operations in the document's order, grouped by tag, or by the first word of the path where there is none. */
export function groupsOf(document: Document): Group[] {
  const groups = new Map<string, Operation[]>();
  for (const [path, item] of Object.entries(document.paths ?? {})) {
    for (const method of METHODS.filter((name) => name in item)) {
      const described = item[method] as Described;
      const shared = (item.parameters ?? []) as Parameter[];
      const name = described.tags?.[0] ?? wordOf(path);
      groups.set(name, [...(groups.get(name) ?? []), operationOf(document, path, method, described, shared)]);
    }
  }
  return [...groups].map(([name, operations]) => ({ name, operations }));
}

/** Groups with only the operations whose method, path or summary has every word of `asked`. */
export function found(groups: Group[], asked: string): Group[] {
  const words = asked.toLowerCase().split(/\s+/).filter(Boolean);
  const fits = ({ method, path, summary }: Operation): boolean => {
    const text = `${method} ${path} ${summary}`.toLowerCase();
    return words.every((word) => text.includes(word));
  };
  return groups
    .map(({ name, operations }) => ({ name, operations: operations.filter(fits) }))
    .filter(({ operations }) => operations.length > 0);
}

const wordOf = (path: string): string => path.split("/").filter((part) => part && part !== "api")[0] ?? "/";

function operationOf(document: Document, path: string, method: string, said: Described, shared: Parameter[]): Operation {
  const parameters = [...shared, ...(said.parameters ?? [])].map((one) => resolveParameter(document, one));
  const body = Object.values(said.requestBody?.content ?? {})[0]?.schema;
  return {
    id: `${method}-${path}`.replace(/\W+/g, "-"),
    method: method.toUpperCase(),
    path,
    summary: said.summary ?? firstSentence(said.description) ?? wordsOf(said.operationId),
    guard: guardOf(said.security),
    inputs: [...parameters.flatMap((one) => parameterInput(document, one)), ...bodyInputs(document, body)],
    answers: Object.keys(said.responses ?? {}),
  };
}

const firstSentence = (text: string | undefined): string | undefined => text?.split(/(?<=[.!?])\s/)[0];

/** "tenants_sign_up" as "sign up": better than nothing where nobody wrote a summary. */
const wordsOf = (operationId = ""): string => operationId.split("_").slice(1).join(" ");

function guardOf(security: Record<string, unknown>[] = []): Guard {
  const names = security.flatMap((one) => Object.keys(one));
  return names.includes("session") ? "session" : names.includes("link") ? "link" : "public";
}

function parameterInput(document: Document, { name, in: where, required, schema }: Parameter): Input[] {
  if (!name || (where !== "path" && where !== "query" && where !== "header")) return [];
  return [{ name, where, type: typeName(document, schema), required: required ?? false }];
}

function bodyInputs(document: Document, schema: Schema | undefined): Input[] {
  const { properties = {}, required = [] } = flat(document, schema);
  return Object.entries(properties).map(([name, property]): Input => (
    { name, where: "body", type: typeName(document, property), required: required.includes(name) }
  ));
}

/** A schema with its reference followed and its allOf parts joined. */
function flat(document: Document, schema: Schema | undefined): Schema {
  const resolved = resolve(document, schema);
  return (resolved.allOf ?? []).map((part) => flat(document, part)).reduce((all, part) => ({
    ...all,
    properties: { ...all.properties, ...part.properties },
    required: [...(all.required ?? []), ...(part.required ?? [])],
  }), resolved);
}

function resolve(document: Document, schema: Schema | undefined): Schema {
  const name = schema?.$ref?.split("/").at(-1);
  return (name ? document.components?.schemas?.[name] : schema) ?? {};
}

function resolveParameter(document: Document, parameter: Parameter): Parameter {
  const name = parameter.$ref?.split("/").at(-1);
  return (name ? document.components?.parameters?.[name] : parameter) ?? {};
}

/** "string", "integer or null", "list of Slot", "en | tr". */
export function typeName(document: Document, schema: Schema | undefined): string {
  if (!schema) return "any";
  if (schema.$ref) {
    const name = schema.$ref.split("/").at(-1) ?? "object";
    const values = resolve(document, schema).enum;
    return values ? values.join(" | ") : name;
  }
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return [...new Set(choices.map((choice) => typeName(document, choice)))].join(" or ");
  if (schema.allOf?.[0]) return typeName(document, schema.allOf[0]);
  if (schema.enum) return schema.enum.join(" | ");
  if (schema.const !== undefined) return String(schema.const);
  if (schema.type === "array") return `list of ${typeName(document, schema.items)}`;
  const types = Array.isArray(schema.type) ? schema.type.join(" or ") : schema.type ?? "any";
  return schema.format ? `${types} (${schema.format})` : types;
}
