import { expect, test } from "vitest";
import type { TimelineEntry } from "../../shared/types";
import { inOrder } from "./in-order";

const message = (id: string, at: string, direction: string): TimelineEntry =>
  ({ at, kind: "message", message: { id, direction } }) as unknown as TimelineEntry;
const inquiry = (id: string, at: string): TimelineEntry => ({ at, kind: "inquiry", inquiry: { id } }) as unknown as TimelineEntry;

test("an answer stands above the question of the same second, and nothing else moves", () => {
  const entries = [
    message("later", "2027-03-01T09:00:02Z", "inbound"),
    message("question", "2027-03-01T09:00:01.250Z", "inbound"),
    inquiry("entry", "2027-03-01T09:00:01Z"),
    message("answer", "2027-03-01T09:00:01.900Z", "outbound"),
    message("before", "2027-03-01T09:00:00Z", "outbound"),
  ];

  const ids = inOrder(entries).map((entry) => (entry.kind === "message" ? entry.message.id : "entry"));

  expect(ids).toEqual(["later", "answer", "entry", "question", "before"]);
});
