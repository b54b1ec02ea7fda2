import { expect, test } from "vitest";
import { choose, lacks, proposed, shareDone } from "./import-model";
import { fieldName, fileProblem, refusalWords } from "./words";

const column = (index: number, field: string | null) => ({ index, field, header: "", samples: [], confidence: 1 });
const t = (key: string): string => key;

test("the proposal takes the columns that are known", () => {
  expect(proposed([column(0, "given_name"), column(1, null), column(2, "phone")])).toEqual({ "0": "given_name", "2": "phone" });
});
test("a field is filled by one column only, and a column may be left out", () => {
  const mapping = { "0": "given_name", "2": "phone" };
  expect(choose(mapping, 1, "phone")).toEqual({ "0": "given_name", "1": "phone" });
  expect(choose(mapping, 2, null)).toEqual({ "0": "given_name" });
  expect(mapping).toEqual({ "0": "given_name", "2": "phone" });
});
test("a row needs a name and something to know the person by", () => {
  expect(lacks({ "0": "phone" })).toBe("name");
  expect(lacks({ "0": "full_name", "1": "note" })).toBe("identity");
  expect(lacks({ "0": "family_name", "1": "external_id" })).toBeNull();
});
test("the share done is whole percent and never beyond all", () => {
  expect([shareDone({ rows: 0, done: 0 }), shareDone({ rows: 3, done: 1 }), shareDone({ rows: 3, done: 4 })]).toEqual([0, 33, 100]);
});
test("codes are said in words, unknown ones in general ones", () => {
  expect([refusalWords("phone_invalid", t), refusalWords("comet", t), refusalWords(null, t)]).toEqual([
    "import.reason.phone_invalid", "import.reason.other", "import.reason.other",
  ]);
  expect([fileProblem("bomb", t), fileProblem("unavailable", t), fieldName("city", t), fieldName("shoe_size", t)]).toEqual([
    "import.file.damaged", null, "field.city", "shoe_size",
  ]);
});
