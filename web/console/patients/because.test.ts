import { expect, test } from "vitest";
import { becauseWords } from "./because";

const t = (key: string, values: object = {}): string => `<${[key, ...Object.values(values)].join(" ")}>`;
const words = (because: string): string => becauseWords(because, { t, locale: "en", zone: "Europe/Istanbul" });

test.each([
  ["booked by widget", "<because.booked <source.widget>>"],
  ["visit was moved", "<because.moved>"],
  ["visit was moved; not sent: the number said STOP", "<because.moved>; <because.stop>"],
  ["told together with abc123", "<because.together>"],
  ["not called: the number wants no calls", "<because.noCalls>"],
  ["call 1: busy; call 2: DestinationNotAllowedException", "<because.call 1 <because.busy>>; <because.call 2 DestinationNotAllowedException>"],
  ["the patient answered: confirmed", "<because.answered.confirmed>"],
  ["booked by owl", "booked by owl"],
  ["CARRIER_BLOCKED", "CARRIER_BLOCKED"],
])("%s is said as %s", (because, said) => {
  expect(words(because)).toBe(said);
});
test("a reminder's time is the clinic's", () => {
  expect(words("reminder 24h, due 2027-03-21 06:00 UTC, visit version 2")).toContain("09:00");
});
