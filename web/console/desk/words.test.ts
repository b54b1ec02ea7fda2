import { expect, test } from "vitest";
import type { Pop } from "../api/call-shapes";
import type { Key } from "../i18n";
import { changed } from "./list/call-filters";
import { dialable } from "./tools/transfer-form";
import { callerName, secondsWords, stateWords } from "./words";

const t = (key: Key, values?: object): string => [key, ...Object.values(values ?? {})].join(" ");
const pop = (...names: string[]): Pop =>
  ({ call: { number_display: "07700 900101" }, people: names.map((name) => ({ patient: { name } })) }) as unknown as Pop;

test("a caller is called by name, a family by its first, a stranger by the number", () => {
  expect(callerName(pop("Pat"), "+447700900101", t)).toBe("Pat");
  expect(callerName(pop("Pat", "Charlie"), "+447700900101", t)).toBe("card.orOthers Pat 1");
  expect(callerName(pop(), "+447700900101", t)).toBe("07700 900101");
  expect(callerName(undefined, "", t)).toBe("call.withheld");
});

test("a state that a clinic made up keeps its name", () => {
  expect([stateWords("Offline", t), stateWords("Team meeting", t)]).toEqual(["agent.offline", "Team meeting"]);
});

test.each([[0, "0 sec"], [22, "22 sec"], [120, "2 min"], [245, "4 min 5 sec"]])("%d seconds are said as %s", (seconds, words) => {
  expect(secondsWords(seconds, "en-US")).toBe(words);
});

test("an emptied filter is no filter", () => {
  expect(changed({ direction: "inbound", from: "2027-03-01" }, { direction: undefined })).toEqual({ from: "2027-03-01" });
});

test.each([["+44 7700 900101", "+447700900101"], ["0044 (7700) 900-101", "+447700900101"], ["07700 900101", ""], ["Kim", ""]])(
  "%s is dialled as %j",
  (typed, number) => {
    expect(dialable(typed)).toBe(number);
  },
);
