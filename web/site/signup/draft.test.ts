// @vitest-environment happy-dom
import { afterEach, expect, test, vi } from "vitest";
import { keepDraft, keptDraft } from "./draft";
import { BLANK } from "./form";

const TYPED = { ...BLANK, clinic_name: "Ihlamur Kliniği", country: "TR", email: "owner@linden.example", plan: "solo" };

afterEach(() => {
  vi.unstubAllGlobals();
  sessionStorage.clear();
});

test("draft_is_there_again_without_the_password", () => {
  keepDraft({ asked: "", form: { ...TYPED, password: "a long enough one" }, sentTo: "" });

  expect(keptDraft("").form).toEqual(TYPED);
  expect(JSON.stringify({ ...sessionStorage })).not.toContain("a long enough one");
});

test("draft_takes_a_plan_that_is_asked_for_anew_and_keeps_the_one_chosen_since", () => {
  keepDraft({ asked: "clinic", form: TYPED, sentTo: "" });

  expect(keptDraft("clinic").form.plan).toBe("solo");
  expect(keptDraft("group").form.plan).toBe("group");
});

test("draft_remembers_where_the_letter_went", () => {
  keepDraft({ asked: "", form: TYPED, sentTo: "owner@linden.example" });

  expect(keptDraft("").sentTo).toBe("owner@linden.example");
});

test.each(["{", "null", "7", ""])("draft_that_reads_%s_is_blank", (kept) => {
  sessionStorage.setItem("frontdesk-signup", kept);

  expect(keptDraft("clinic")).toEqual({ asked: "clinic", form: { ...BLANK, plan: "clinic" }, sentTo: "" });
});

test("draft_in_a_window_without_storage_lasts_as_long_as_the_page", () => {
  vi.stubGlobal("sessionStorage", undefined);

  expect(() => keepDraft({ asked: "", form: TYPED, sentTo: "" })).not.toThrow();
  expect(keptDraft("").form).toEqual(BLANK);
  vi.unstubAllGlobals();
});
