import { describe, expect, test } from "vitest";
import type { SlotPage } from "../../widget/wire";
import { slot } from "../../widget/tests/product";
import { findWeek } from "../use-times";
import { brokenBy, noticeOf, standingOf, titleOf, tokenOf, type Visit, whyNot } from "../visit";
import { languageFor } from "../words";

const VISIT: Visit = {
  id: "a1",
  status: "booked",
  confirmed: false,
  over: false,
  start: "2027-03-22T06:00:00Z",
  end: "2027-03-22T06:30:00Z",
  wall: "2027-03-22T09:00",
  zone: "Europe/Istanbul",
  service_name: "Check-up",
  practitioner_name: "Dr p1",
  branch_name: "",
  branch_address: "",
  preparation: "",
  can_confirm: true,
  can_move: true,
  can_cancel: true,
  moves_left: 2,
  cancel_notice_minutes: 1440,
  why: "",
};
const FIXED = { ...VISIT, can_move: false, can_cancel: false, why: "notice_passed" };

describe("standing", () => {
  test("test_standing_of_each_status", () => {
    const standing = (patch: Partial<Visit>) => standingOf({ ...VISIT, ...patch });
    expect(standing({})).toBe("planned");
    expect(standing({ confirmed: true })).toBe("confirmed");
    expect(standing({ status: "cancelled", confirmed: true })).toBe("cancelled");
    expect(standing({ over: true })).toBe("over");
    expect(standing({ over: true, status: "cancelled" })).toBe("cancelled");
    expect(["arrived", "fulfilled", "noshow"].map((status) => standing({ status }))).toEqual(["over", "over", "over"]);
  });

  test("test_title_greets_nobody_whose_name_is_not_known", () => {
    const title = (nameless: boolean, patch: Partial<Visit> = {}) =>
      titleOf({
        clinic: { name: "", phone: "", color: "", language: "en" },
        visit: { ...VISIT, ...patch },
        others: [],
        patient: { given_name: "", nameless },
        language: "en",
      });
    expect([title(false), title(true)]).toEqual(["standing.planned", "hello.planned"]);
    expect(title(true, { confirmed: true })).toBe("hello.confirmed");
    expect(title(false, { can_confirm: false }), "it has begun").toBe("standing.confirmed");
    expect(title(true, { status: "cancelled" })).toBe("standing.cancelled");
  });

  test("test_why_not_says_the_notice_in_its_own_unit", () => {
    const why = (cancel_notice_minutes: number) => whyNot({ ...FIXED, cancel_notice_minutes });
    expect(why(1440)).toEqual({ key: "why.hours", values: { count: 24 } });
    expect(why(2880)).toEqual({ key: "why.days", values: { count: 2 } });
    expect(why(90)).toEqual({ key: "why.minutes", values: { count: 90 } });
    expect(why(0)).toEqual({ key: "why.started", values: {} });
  });

  test("test_why_not_is_silent_when_all_can_be_done_or_nothing_is_left", () => {
    expect(whyNot(VISIT)).toBeNull();
    expect(whyNot({ ...FIXED, status: "cancelled", why: "conflict" })).toBeNull();
  });

  test("test_why_not_moves_used_up_still_can_cancel", () => {
    expect(whyNot({ ...VISIT, can_move: false, why: "moves_exhausted" })?.key).toBe("why.moves");
  });
});

describe("links and refusals", () => {
  test("test_token_of_reads_the_path_only", () => {
    expect(["/v/Ab_9-x", "/v/Ab_9-x/", "/v/", "/v/a/b", "/console"].map(tokenOf)).toEqual(["Ab_9-x", "Ab_9-x", "", "", ""]);
  });

  test("test_broken_by_a_used_link_keeps_whom_to_call", () => {
    expect(brokenBy("link_used", { clinic_name: "Lale", clinic_phone: "+90" })).toEqual({ key: "used", clinicName: "Lale", clinicPhone: "+90" });
    expect(brokenBy("link_expired", {})).toEqual({ key: "expired", clinicName: "", clinicPhone: "" });
    expect(brokenBy("slot_taken", {})).toBeNull();
  });

  test("test_notice_of_a_taken_time_offers_three_at_most", () => {
    const alternatives = ["09", "10", "11", "12"].map((hour) => slot(`2027-03-22T${hour}:00`));
    expect(noticeOf("slot_taken", { alternatives })).toEqual({ key: "taken", times: alternatives.slice(0, 3) });
    expect(noticeOf("slot_taken", {})).toEqual({ key: "taken.none", times: [] });
    expect(noticeOf("notice_passed", {})).toEqual({ key: "refused.notice" });
    expect(noticeOf("something_new", {})).toEqual({ key: "refused.other" });
  });

  test("test_language_for_prefers_the_readers_choice_then_the_patients", () => {
    expect(languageFor("hu", "tr", ["en"])).toBe("hu");
    expect(languageFor("", "tr", ["en"])).toBe("tr");
    expect(languageFor("", "", ["pt", "zh-CN"])).toBe("zh");
  });
});

describe("times", () => {
  const source = (pages: Record<string, SlotPage>) => {
    const asked: string[] = [];
    return { asked, slots: async (from: string) => (asked.push(from), pages[from] ?? { zone: "UTC", days: [], first: null }) };
  };

  test("test_find_week_begins_at_the_first_free_day", async () => {
    const free = slot("2027-03-24T09:00");
    const { week, first } = await findWeek(source({ "": { zone: "UTC", days: [{ date: "2027-03-22", slots: [] }, { date: "2027-03-24", slots: [free] }], first: free } }), "");
    expect([week[0]?.date, week[0]?.slots, first]).toEqual(["2027-03-24", [free], free]);
  });

  test("test_find_week_first_days_full_asks_for_the_next_free_one", async () => {
    const free = slot("2027-05-10T09:00");
    const far = source({
      "": { zone: "UTC", days: [{ date: "2027-03-22", slots: [] }], first: free },
      "2027-05-10": { zone: "UTC", days: [{ date: "2027-05-10", slots: [free] }], first: free },
    });
    const { week } = await findWeek(far, "");
    expect(far.asked).toEqual(["", "2027-05-10"]);
    expect(week[0]).toEqual({ date: "2027-05-10", slots: [free] });
  });

  test("test_find_week_nothing_free_finds_nothing", async () => {
    expect((await findWeek(source({}), "")).first).toBeNull();
  });
});
