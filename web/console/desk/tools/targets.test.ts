import { expect, test } from "vitest";
import type { Target } from "../phone/phone";
import { ownTargets } from "./targets";

const target = (kind: Target["kind"], name: string): Target => ({ kind, name, endpoint: { endpointARN: `arn:${name}` } });

test("only colleagues, the clinic's own queue and what its people named are offered", () => {
  const listed = [
    target("agent", "Kim Colleague"), target("agent", "Somebody Elsewhere"), target("queue", "frontdesk-ours"),
    target("queue", "frontdesk-theirs"), target("queue", "Billing questions"), target("phone_number", "Laboratory"),
  ];
  const house = { clinic: "Riverside", queueArn: "arn:frontdesk-ours", agents: [{ name: "Kim Colleague" }] };

  const offered = ownTargets(listed, house).map(({ name }) => name);

  expect(offered).toEqual(["Kim Colleague", "Riverside", "Billing questions", "Laboratory"]);
});
