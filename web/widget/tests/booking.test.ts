import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { back, release, take } from "../holding";
import { bookAnother, speak, start } from "../opening";
import { addDays } from "../when";
import { choose, chooseService, loadWeek, showDay, showNext } from "../times";
import { book, sendCode, type, typeCode } from "../verifying";
import { BOOT, deskBefore, refusal, settle, slot } from "./product";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const NINE = slot("2027-03-22T09:00");
const JANE = { given_name: "Jane", family_name: "Example", phone: "+44 7700 900123", terms: true };
type Answers = NonNullable<Parameters<typeof deskBefore>[0]>;

async function deskAtDetails(answers: Answers = {}) {
  const made = deskBefore(answers);
  await start(made.desk);
  chooseService(made.desk, "s1");
  await settle();
  await take(made.desk, NINE);
  type(made.desk, JANE);
  return made;
}

async function deskAtCode(answers: Answers = {}) {
  const made = await deskAtDetails(answers);
  await sendCode(made.desk);
  typeCode(made.desk, "123456");
  return made;
}

describe("opening", () => {
  test("test_start_several_services_asks_for_the_service", async () => {
    const { desk } = deskBefore();
    await start(desk);
    expect(desk.state).toMatchObject({ step: "service", lang: "en", locale: "en-GB", words: { lang: "en" } });
  });

  test("test_start_one_service_shows_its_first_free_time", async () => {
    const { desk } = deskBefore({ boot: () => ({ body: { ...BOOT, services: BOOT.services.slice(0, 1) } }) });
    await start(desk);
    await settle();
    expect(desk.state).toMatchObject({ step: "time", service: "s1", first: NINE, day: "2027-03-22" });
  });

  test("test_start_doctor_of_the_page_leaves_only_their_services", async () => {
    const { desk, of } = deskBefore({}, { practitioner: "p1" });
    await start(desk);
    await settle();
    expect(desk.state).toMatchObject({ step: "time", service: "s1", practitioner: "p1" });
    expect(of("slots")[0]?.query.get("practitioner_id")).toBe("p1");
  });

  test("test_start_doctor_who_does_not_offer_the_service_becomes_any", async () => {
    const { desk } = deskBefore({}, { practitioner: "p1", service: "s2" });
    await start(desk);
    expect(desk.state).toMatchObject({ step: "time", service: "s2", practitioner: "" });
  });

  test("test_start_language_not_offered_takes_the_clinics", async () => {
    const { desk } = deskBefore({}, { wishes: ["hu"], preferred: ["hu-HU"] });
    await start(desk);
    expect(desk.state.lang).toBe("tr");
  });

  test("test_start_closed_clinic_shows_its_phone", async () => {
    const { desk } = deskBefore({ boot: () => ({ body: { open: false, clinic: { name: "Lale", phone: "+90" } } }) });
    await start(desk);
    expect(desk.state).toMatchObject({ step: "closed", boot: { clinic: { phone: "+90" } } });
  });

  test.each([
    [403, "origin_not_allowed", "Sites that may show it"],
    [404, "not_found", "no clinic's key"],
  ])("test_start_misplaced_tag_%i_asks_to_call_and_tells_the_developer_why", async (status, code, why) => {
    const told = vi.spyOn(console, "error").mockImplementation(() => undefined);
    const { desk, of } = deskBefore({ boot: () => refusal(status, code) });
    await start(desk);
    expect(desk.state).toMatchObject({ step: "closed", boot: null });
    expect(of("boot")).toHaveLength(1);
    expect(told.mock.calls.join()).toContain(why);
    told.mockRestore();
  });

  test("test_start_product_out_of_reach_says_so_after_retries_and_can_be_repeated", async () => {
    let down = true;
    const { desk, of } = deskBefore({ boot: () => (down ? "lost" : { body: BOOT }) });
    const first = start(desk);
    await settle();
    await first;
    expect(desk.state.step).toBe("failed");
    expect(of("boot")).toHaveLength(3);
    down = false;
    await start(desk);
    expect(desk.state.step).toBe("service");
  });

  test("test_speak_keeps_what_was_typed", async () => {
    const { desk } = await deskAtDetails();
    await speak(desk, "tr");
    expect(desk.state).toMatchObject({ lang: "tr", words: { lang: "tr" }, step: "details", form: JANE });
  });
});

describe("times", () => {
  test("test_choose_branch_drops_a_doctor_of_another_branch", async () => {
    const { desk, of } = deskBefore();
    await start(desk);
    chooseService(desk, "s1");
    choose(desk, { practitioner: "p1" });
    choose(desk, { branch: "b2" });
    await settle();
    expect(desk.state).toMatchObject({ branch: "b2", practitioner: "" });
    expect(of("slots").at(-1)?.query.toString()).toBe("service_id=s1&days=7&branch_id=b2");
  });

  test("test_load_week_older_answer_is_dropped", async () => {
    const { desk } = deskBefore();
    await start(desk);
    chooseService(desk, "s1");
    const answers: ((response: Response) => void)[] = [];
    vi.stubGlobal("fetch", () => new Promise((done) => answers.push(done)));
    const page = (wall: string) =>
      new Response(JSON.stringify({ zone: "UTC", days: [{ date: wall.slice(0, 10), slots: [slot(wall)] }], first: slot(wall) }));
    void loadWeek(desk);
    void loadWeek(desk);
    answers[1]?.(page("2027-04-05T10:00"));
    await settle();
    answers[0]?.(page("2027-03-01T10:00"));
    await settle();
    expect(desk.state.day).toBe("2027-04-05");
  });

  test("test_show_day_empty_tells_the_next_free_time_of_a_later_month", async () => {
    const far = slot("2027-05-10T10:00");
    const { desk, of } = deskBefore({
      slots: ({ query }) => {
        const from = query.get("from") ?? "2027-03-22";
        const inside = ({ wall }: typeof far) => wall >= from && wall < addDays(from, Number(query.get("days")));
        const days = [NINE, far].filter(inside).map((free) => ({ date: free.wall.slice(0, 10), slots: [free] }));
        return { body: { zone: "UTC", days, first: [NINE, far].find(({ wall }) => wall >= from) ?? null } };
      },
    });
    await start(desk);
    chooseService(desk, "s1");
    await settle();
    showDay(desk, "2027-03-23");
    expect(desk.state.next).toBeUndefined();
    await settle();
    expect(desk.state.next).toEqual(far);
    showNext(desk);
    await settle();
    expect(of("slots").at(-1)?.query.get("from")).toBe("2027-05-10");
    expect(desk.state).toMatchObject({ day: "2027-05-10", week: [{ slots: [far] }, {}, {}, {}, {}, {}, {}] });
  });

  test("test_show_day_nothing_later_says_so", async () => {
    const { desk } = deskBefore({ slots: () => ({ body: { zone: "UTC", days: [], first: null } }) });
    await start(desk);
    chooseService(desk, "s1");
    await settle();
    expect(desk.state).toMatchObject({ first: null, week: [] });
    expect(desk.state.next).toBeNull();
  });
});

describe("holding", () => {
  test("test_take_free_time_leads_to_the_details_and_counts_down", async () => {
    const { desk, of } = await deskAtDetails();
    expect(of("holds")[0]?.body).toEqual({ service_id: "s1", practitioner_id: null, branch_id: null, start: NINE.start });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(desk.state).toMatchObject({ step: "details", hold: { token: "t1", left: 240 } });
  });

  test("test_take_with_a_chosen_doctor_asks_for_that_doctor", async () => {
    const { desk, of } = deskBefore();
    await start(desk);
    chooseService(desk, "s1");
    choose(desk, { practitioner: "p1" });
    await settle();
    await take(desk, NINE);
    expect(of("holds")[0]?.body.practitioner_id).toBe("p1");
  });

  test("test_take_taken_time_offers_the_three_next_and_stays", async () => {
    const next = ["10:00", "11:00", "12:00", "13:00"].map((time) => slot(`2027-03-22T${time}`));
    const { desk } = await deskAtDetails({ holds: () => refusal(409, "slot_taken", { alternatives: next }) });
    await settle();
    expect(desk.state).toMatchObject({ step: "time", hold: null, notice: { key: "taken", times: next.slice(0, 3) } });
  });

  test("test_hold_expires_typed_data_stay_and_the_time_can_be_taken_again", async () => {
    const { desk, of, focused } = await deskAtDetails();
    await vi.advanceTimersByTimeAsync(301_000);
    expect(desk.state).toMatchObject({ step: "details", hold: { left: 0 }, form: JANE });
    expect(focused.at(-1)).toContain(".gone");
    await take(desk, NINE);
    expect(desk.state).toMatchObject({ step: "details", hold: { left: 300 }, form: JANE });
    expect(of("holds").at(-1)?.body.replaces).toBe("t1");
  });

  test("test_send_code_after_the_hold_ended_takes_the_time_again_first", async () => {
    const { desk, asked } = await deskAtDetails();
    await vi.advanceTimersByTimeAsync(301_000);
    await sendCode(desk);
    expect(asked.slice(-2).map(({ path }) => path)).toEqual(["holds", "codes"]);
    expect(desk.state).toMatchObject({ step: "code", hold: { left: 300 } });
  });

  test("test_send_code_hold_unknown_to_the_product_offers_to_take_it_again", async () => {
    const { desk, focused } = await deskAtDetails({ codes: () => refusal(409, "hold_expired") });
    await sendCode(desk);
    expect(desk.state).toMatchObject({ step: "details", hold: { left: 0 }, form: JANE });
    expect(focused.at(-1)).toContain(".gone");
  });

  test("test_back_from_details_releases_the_time", async () => {
    const { desk, of } = await deskAtDetails();
    back(desk);
    await settle();
    expect(of("holds/release").map(({ body }) => body)).toEqual([{ token: "t1" }]);
    expect(desk.state).toMatchObject({ step: "time", hold: null, form: JANE });
  });

  test("test_back_from_code_keeps_the_time", async () => {
    const { desk, of } = await deskAtCode();
    back(desk);
    expect(of("holds/release")).toHaveLength(0);
    expect(desk.state).toMatchObject({ step: "details", hold: { token: "t1" } });
  });

  test("test_release_on_leaving_sends_a_beacon", async () => {
    const sendBeacon = vi.fn();
    vi.stubGlobal("navigator", { sendBeacon });
    const { desk } = await deskAtDetails();
    release(desk, true);
    expect(sendBeacon).toHaveBeenCalledWith("https://product.test/api/widget/key/holds/release", '{"token":"t1"}');
    expect(desk.state.hold?.left).toBe(0);
  });

  test("test_release_after_booking_does_nothing", async () => {
    const { desk, of } = await deskAtCode();
    await book(desk);
    release(desk);
    expect(of("holds/release")).toHaveLength(0);
  });
});

describe("verifying", () => {
  test("test_send_code_missing_details_asks_for_them_and_sends_nothing", async () => {
    const { desk, of, focused } = await deskAtDetails();
    type(desk, { phone: "12", terms: false });
    await sendCode(desk);
    expect(desk.state.errors).toEqual({ phone: "error.phone", terms: "error.terms" });
    expect(focused.at(-1)).toBe("[aria-invalid=true]");
    expect(of("codes")).toHaveLength(0);
  });

  test("test_send_code_number_that_takes_no_texts_says_so_at_the_field", async () => {
    const { desk } = await deskAtDetails({ codes: () => refusal(429, "too_many", { phone: "can't be reached" }) });
    await sendCode(desk);
    expect(desk.state).toMatchObject({ step: "details", notice: null, errors: { phone: "error.phone_text" } });
  });

  test("test_send_code_too_early_tells_how_long_to_wait", async () => {
    const { desk } = await deskAtDetails({ codes: () => refusal(429, "too_many", { retry_after_seconds: 20 }) });
    await sendCode(desk);
    expect(desk.state).toMatchObject({ step: "details", notice: { key: "error.wait", values: { count: 20 } } });
  });

  test("test_send_code_refused_phone_shows_it_at_the_field", async () => {
    const { desk } = await deskAtDetails({ codes: () => refusal(422, "invalid", { phone: "no" }) });
    await sendCode(desk);
    expect(desk.state).toMatchObject({ step: "details", errors: { phone: "error.phone" } });
  });

  test("test_book_sends_everything_once_and_ends", async () => {
    const { desk, of } = await deskAtCode();
    type(desk, { email: " jane@example.com ", birth_day: "3", birth_month: "4", birth_year: "1951", note: "Wheelchair" });
    await book(desk);
    expect(desk.state).toMatchObject({ step: "done", booked: { appointment: { id: "a1" } } });
    expect(of("bookings")).toHaveLength(1);
    expect(of("bookings")[0]?.body).toMatchObject({
      token: "t1",
      code: "123456",
      patient: { given_name: "Jane", family_name: "Example", phone: "+44 7700 900123", email: "jane@example.com", birth_date: "1951-04-03" },
      consents: { terms: true, marketing: false },
      language: "en",
      note: "Wheelchair",
      campaign: { page: "/" },
    });
  });

  test("test_book_lost_answer_repeats_with_the_same_key", async () => {
    let lost = 4;
    const { desk, of } = await deskAtCode({
      bookings: () => (lost-- > 0 ? "lost" : { status: 201, body: { appointment: { id: "a1" }, manage_url: "", ics_url: "" } }),
    });
    const pressed = book(desk);
    await settle();
    await pressed;
    expect(desk.state).toMatchObject({ step: "code", notice: { key: "error.offline" }, form: JANE });
    desk.state.notice?.retry?.();
    await settle();
    expect(desk.state.step).toBe("done");
    const keys = of("bookings").map(({ body }) => body.idempotency_key);
    expect(keys).toHaveLength(5);
    expect(new Set(keys).size).toBe(1);
  });

  test("test_book_other_code_gets_a_new_key", async () => {
    const { desk, of } = await deskAtCode({ bookings: () => refusal(422, "code_wrong", { attempts_left: 4 }) });
    await book(desk);
    expect(desk.state).toMatchObject({ step: "code", attemptsLeft: 4, typedCode: "", errors: { code: "error.code" } });
    typeCode(desk, "654 321");
    await book(desk);
    expect(of("bookings").map(({ body }) => body.code)).toEqual(["123456", "654321"]);
    expect(new Set(of("bookings").map(({ body }) => body.idempotency_key)).size).toBe(2);
  });

  test("test_book_after_the_hold_ended_is_still_tried", async () => {
    const { desk, of } = await deskAtCode();
    await vi.advanceTimersByTimeAsync(301_000);
    expect(desk.state).toMatchObject({ step: "code", hold: { left: 0 }, typedCode: "123456" });
    await book(desk);
    expect(of("bookings")).toHaveLength(1);
    expect(desk.state.step).toBe("done");
  });

  test("test_book_hold_unknown_to_the_product_goes_back_to_take_it_again", async () => {
    const { desk } = await deskAtCode({ bookings: () => refusal(409, "hold_expired") });
    await book(desk);
    expect(desk.state).toMatchObject({ step: "details", hold: { left: 0 }, form: JANE });
  });

  test("test_code_asked_again_for_the_same_number_is_not_sent_twice", async () => {
    const { desk, of } = await deskAtCode();
    back(desk);
    type(desk, { note: "By lift, please" });
    await sendCode(desk);
    expect(of("codes")).toHaveLength(1);
    expect(desk.state).toMatchObject({ step: "code", typedCode: "123456" });
  });

  test("test_code_is_sent_to_a_corrected_number_and_for_another_time", async () => {
    const { desk, of } = await deskAtCode();
    back(desk);
    type(desk, { phone: "+44 7700 900124" });
    await sendCode(desk);
    back(desk);
    await take(desk, NINE);
    await sendCode(desk);
    expect(of("codes").map(({ body }) => body.phone)).toEqual([JANE.phone, "+44 7700 900124", "+44 7700 900124"]);
  });

  test("test_book_locked_code_leads_to_the_phone", async () => {
    const { desk } = await deskAtCode({ bookings: () => refusal(429, "code_locked") });
    await book(desk);
    expect(desk.state).toMatchObject({ step: "code", codeSent: { locked: true } });
  });

  test("test_book_expired_code_can_be_sent_again_at_once", async () => {
    const { desk } = await deskAtCode({ bookings: () => refusal(409, "code_expired") });
    await book(desk);
    expect(desk.state).toMatchObject({ errors: { code: "error.code_expired" }, codeSent: { wait: 0 } });
  });

  test("test_book_taken_time_keeps_details_and_offers_others", async () => {
    const next = [slot("2027-03-22T10:00")];
    const { desk, of } = await deskAtCode({ bookings: () => refusal(409, "slot_taken", { alternatives: next }) });
    await book(desk);
    expect(desk.state).toMatchObject({ step: "details", form: JANE, hold: { left: 0 }, notice: { times: next } });
    await take(desk, next[0] ?? NINE);
    expect(desk.state).toMatchObject({ step: "details", notice: null, form: JANE });
    expect(of("holds").at(-1)?.body).toMatchObject({ replaces: "t1", start: "2027-03-22T10:00:00Z" });
  });

  test("test_book_clinic_closed_meanwhile_shows_the_phone", async () => {
    const { desk } = await deskAtCode({ bookings: () => refusal(403, "tenant_inactive") });
    await book(desk);
    expect(desk.state.step).toBe("closed");
  });

  test("test_book_unfinished_code_sends_nothing", async () => {
    const { desk, of } = await deskAtCode();
    typeCode(desk, "12");
    await book(desk);
    expect(of("bookings")).toHaveLength(0);
    expect(desk.state.errors.code).toBe("error.code_short");
  });

  test("test_book_another_keeps_the_person_and_forgets_the_visit", async () => {
    const { desk } = await deskAtCode();
    await book(desk);
    bookAnother(desk);
    expect(desk.state).toMatchObject({ step: "service", hold: null, booked: null, form: JANE });
  });
});
