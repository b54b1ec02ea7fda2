import { expect, test } from "vitest";
import { type Document, found, groupsOf, typeName } from "./operations";

const DOCUMENT: Document = {
  paths: {
    "/api/patients/{id}": {
      parameters: [{ name: "id", in: "path", required: true, schema: { type: "string" } }],
      get: { tags: ["Patients"], summary: "One patient's card", responses: { 200: {}, 404: {} } },
      patch: {
        tags: ["Patients"], description: "Changes the card. Needs the version.",
        requestBody: { content: { "application/json": { schema: { $ref: "#/components/schemas/PatientChange" } } } },
        responses: { 200: {} },
      },
    },
    "/api/plans": { get: { parameters: [{ $ref: "#/components/parameters/Country" }], responses: {} }, summary: "ignored" },
  },
  components: {
    schemas: {
      Language: { type: "string", enum: ["en", "tr"] },
      Versioned: { type: "object", required: ["version"], properties: { version: { type: "integer" } } },
      PatientChange: {
        allOf: [{ $ref: "#/components/schemas/Versioned" }],
        properties: {
          email: { anyOf: [{ type: "string", format: "email" }, { type: "null" }] },
          languages: { type: "array", items: { $ref: "#/components/schemas/Language" } },
        },
      },
    },
    parameters: { Country: { name: "country", in: "query", schema: { type: "string" } } },
  },
};

test("groups_by_tag_or_else_by_the_first_word_of_the_path", () => {
  const groups = groupsOf(DOCUMENT);
  expect(groups.map(({ name, operations }) => [name, operations.map(({ method }) => method)])).toEqual([
    ["Patients", ["GET", "PATCH"]],
    ["plans", ["GET"]],
  ]);
});

test("operation_body_by_reference_lists_each_word_with_its_type", () => {
  const [, patch] = groupsOf(DOCUMENT)[0]!.operations;
  expect(patch!.summary).toBe("Changes the card.");
  expect(patch!.inputs).toEqual([
    { name: "id", where: "path", type: "string", required: true },
    { name: "email", where: "body", type: "string (email) or null", required: false },
    { name: "languages", where: "body", type: "list of en | tr", required: false },
    { name: "version", where: "body", type: "integer", required: true },
  ]);
});

test("operation_parameter_by_reference_is_followed", () => {
  expect(groupsOf(DOCUMENT)[1]!.operations[0]!.inputs).toEqual([
    { name: "country", where: "query", type: "string", required: false },
  ]);
});

test("search_needs_every_word_and_drops_empty_groups", () => {
  const groups = groupsOf(DOCUMENT);
  expect(found(groups, "PATCH patients").map(({ operations }) => operations.length)).toEqual([1]);
  expect(found(groups, "patch plans")).toEqual([]);
  expect(found(groups, "  ")).toEqual(groups);
});

test.each([
  [{ session: [] }, "session"],
  [{ link: [] }, "link"],
])("operation_secured_by_%j_is_guarded_as_%s", (scheme, guard) => {
  const document: Document = { paths: { "/api/x": { get: { security: [scheme], operationId: "visit_cancel_it" } } } };
  expect(groupsOf(document)[0]!.operations[0]).toMatchObject({ guard, summary: "cancel it" });
});

test("operation_without_security_is_public", () => {
  expect(groupsOf({ paths: { "/api/x": { get: {} } } })[0]!.operations[0]).toMatchObject({ guard: "public", summary: "" });
});

test("document_without_paths_has_no_groups", () => {
  expect(groupsOf({})).toEqual([]);
  expect(typeName({}, { $ref: "#/components/schemas/Gone" })).toBe("Gone");
});
