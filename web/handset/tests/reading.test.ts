import { describe, expect, test } from "vitest";
import type { Text } from "../exchange";
import { aheadOf, daysOf, hashOf, joined, numberOf, piecesOf, placeOf, shareOf } from "../reading";

const text = (id: string, at: string): Text => ({
  id,
  direction: "received",
  peer: "+12025550100",
  text: id,
  at,
  arrived_at: at,
  state: "DELIVERED",
  links: [],
  read: true,
});

describe("numbers and places", () => {
  test("test_number_of_takes_what_people_type", () => {
    expect(["+44 7700 900-123", "0044 (7700) 900123", "07700 900123", "+0123456789", "12", ""].map(numberOf)).toEqual([
      "+447700900123",
      "+447700900123",
      "",
      "",
      "",
      "",
    ]);
  });

  test("test_place_of_reads_what_hash_of_wrote", () => {
    for (const place of [
      { tab: "messages", phone: "+447700900123" },
      { tab: "messages", phone: "" },
      { tab: "mails", address: "jane+x@example.com" },
      { tab: "mails", address: "" },
      { tab: "calls", phone: "" },
      { tab: "calls", phone: "+447700900123" },
    ] as const) {
      expect(placeOf(hashOf(place))).toEqual(place);
    }
  });

  test("test_place_of_anything_else_is_the_messages", () => {
    expect(["", "#", "#/other/x", "#/messages/abc", "#/messages/%E0"].map(placeOf)).toEqual(Array(5).fill({ tab: "messages", phone: "" }));
    expect(placeOf("#/mails/%")).toEqual({ tab: "mails", address: "" });
  });
});

describe("texts", () => {
  test("test_pieces_of_cuts_at_each_link_in_order", () => {
    const link = "https://a.example/v/1";
    expect(piecesOf(`See ${link}. Or ${link}`, [link, link])).toEqual([
      { text: "See ", link: false },
      { text: link, link: true },
      { text: ". Or ", link: false },
      { text: link, link: true },
    ]);
  });

  test("test_pieces_of_never_links_what_is_no_web_address", () => {
    expect(piecesOf("javascript:alert(1)", ["javascript:alert(1)"])).toEqual([{ text: "javascript:alert(1)", link: false }]);
    expect(piecesOf("no links", ["https://elsewhere.example"])).toEqual([{ text: "no links", link: false }]);
    expect(piecesOf("", [])).toEqual([]);
  });

  test("test_days_of_puts_texts_under_their_day", () => {
    const groups = daysOf([text("a", "2027-03-22T10:00:00Z"), text("b", "2027-03-22T11:00:00Z"), text("c", "2027-03-24T10:00:00Z")], "en-GB");
    expect(groups.map(({ messages }) => messages.map(({ id }) => id))).toEqual([["a", "b"], ["c"]]);
  });

  test("test_joined_has_each_text_once_older_first", () => {
    const [a, b, c] = ["a", "b", "c"].map((id) => text(id, "2027-03-22T10:00:00Z")) as [Text, Text, Text];
    expect(joined([a, b], [b, c])).toEqual([a, b, c]);
  });
});

describe("clock", () => {
  const clock = (offset_seconds: number) => aheadOf({ now: "", offset_seconds, moving: false }, "en-GB");

  test("test_ahead_of_names_days_hours_and_minutes", () => {
    expect([0, 900, 7200, 86400 + 3660, 20].map(clock)).toEqual(["", "15 minutes", "2 hours", "1 day 1 hour 1 minute", ""]);
  });

  test("test_share_of_stays_between_none_and_all", () => {
    const from = "2027-03-22T10:00:00Z";
    const to = "2027-03-22T12:00:00Z";
    expect(["2027-03-22T09:00:00Z", "2027-03-22T11:00:00Z", "2027-03-22T13:00:00Z"].map((now) => shareOf(from, now, to))).toEqual([0, 0.5, 1]);
    expect(shareOf(from, from, from)).toBe(0);
  });
});
