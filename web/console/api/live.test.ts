import { QueryClient } from "@tanstack/react-query";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { touches } from "./cache";
import { keepLive, readFrame, waitBefore } from "./live";

test("the wait doubles, is capped and spread", () => {
  expect([0, 1, 3].map((attempt) => waitBefore(attempt, () => 1))).toEqual([1000, 2000, 8000]);
  expect(waitBefore(20, () => 1)).toBe(30_000);
  expect(waitBefore(20, () => 0)).toBe(15_000);
});

test("only frames that say what changed are read", () => {
  expect(readFrame('{"type":"changed","kind":"patient","id":"p1"}')).toMatchObject({ kind: "patient", id: "p1" });
  expect([readFrame("pong"), readFrame('{"message":"Forbidden"}'), readFrame(undefined)]).toEqual([null, null, null]);
});

test("a frame makes stale what it is about and leaves the rest", () => {
  const frame = { type: "changed", kind: "appointment", id: "a1" } as const;
  expect(touches(frame, ["calendar", { from: "2027-03-22" }])).toBe(true);
  expect(touches(frame, ["appointment", "a1"])).toBe(true);
  expect(touches(frame, ["appointment", "a2"])).toBe(false);
  expect(touches(frame, ["staff", {}])).toBe(false);
  expect(touches({ ...frame, kind: "comet" }, ["calendar", {}])).toBe(false);
});

class Line {
  static opened: Line[] = [];
  onopen?: () => void;
  onclose?: () => void;
  onmessage?: (event: { data: string }) => void;
  closed = false;
  constructor(readonly url: string) {
    Line.opened.push(this);
  }
  close(): void {
    this.closed = true;
  }
}

beforeEach(() => {
  vi.useFakeTimers();
  Line.opened = [];
  vi.stubGlobal("WebSocket", Line);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("a lost line is opened again, everything is asked anew, and the end is the end", async () => {
  const cache = new QueryClient();
  const asked = vi.spyOn(cache, "invalidateQueries");
  const states: string[] = [];
  const end = keepLive(cache, (state) => states.push(state), async () => ({ url: "wss://clinic.test/live" }));
  await vi.waitFor(() => expect(Line.opened).toHaveLength(1));
  Line.opened[0]?.onopen?.();
  expect(asked).not.toHaveBeenCalled();
  Line.opened[0]?.onmessage?.({ data: '{"type":"changed","kind":"patient","id":"p1"}' });
  expect(asked).toHaveBeenCalledTimes(1);

  Line.opened[0]?.onclose?.();
  await vi.advanceTimersByTimeAsync(1_000);
  await vi.waitFor(() => expect(Line.opened).toHaveLength(2));
  Line.opened[1]?.onopen?.();
  expect(asked).toHaveBeenCalledTimes(2);
  expect(states).toEqual(["connecting", "open", "lost", "connecting", "open"]);

  end();
  Line.opened[1]?.onclose?.();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(Line.opened).toHaveLength(2);
  expect(Line.opened[1]?.closed).toBe(true);
});
