// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Product } from "../product";

const [OLD, NEW] = ["a".repeat(43), "b".repeat(43)];

beforeEach(() => history.replaceState({ view: "move" }, "", `/v/${OLD}?lang=tr`));
afterEach(() => vi.unstubAllGlobals());

/** A product whose answers are given in this order; `lost` ones arrive nowhere. */
function answering(...answers: ("lost" | object)[]) {
  const keys: (string | undefined)[] = [];
  vi.stubGlobal("fetch", async (_: string, init: RequestInit) => {
    keys.push((init.headers as Record<string, string>)["Idempotency-Key"]);
    const answer = answers.shift();
    if (answer === "lost") throw new TypeError("Failed to fetch");
    return new Response(JSON.stringify(answer));
  });
  return keys;
}

test("test_cancel_whose_answer_was_lost_asks_again_with_the_same_key", async () => {
  vi.useFakeTimers();
  const keys = answering("lost", "lost", "lost", {});
  const product = new Product(OLD);

  const first = product.cancel("ill").catch(() => "offline");
  await vi.advanceTimersByTimeAsync(5000);
  vi.useRealTimers();
  expect(await first).toBe("offline");
  await product.cancel("ill");

  expect(keys).toHaveLength(4);
  expect(keys[0]).toBeTruthy();
  expect(new Set(keys).size).toBe(1);
});

test("test_move_to_another_time_or_by_another_link_has_its_own_key", async () => {
  const keys = answering({}, { link: `/v/${NEW}` }, {});
  const product = new Product(OLD);

  await product.move("2027-03-01T09:00Z");
  await product.move("2027-03-01T10:00Z");
  await product.move("2027-03-01T10:00Z");

  expect(new Set(keys).size).toBe(3);
});

test("test_newest_link_is_in_the_address_wherever_back_led", async () => {
  answering({ link: `/v/${NEW}` });
  const product = new Product(OLD);

  await product.move("2027-03-01T09:00Z");
  expect([location.pathname, location.search, history.state]).toEqual([`/v/${NEW}`, "?lang=tr", { view: "move" }]);

  history.replaceState(null, "", `/v/${OLD}`);
  product.keepAddress();
  expect(location.pathname).toBe(`/v/${NEW}`);
});
