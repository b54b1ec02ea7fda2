import { expect, test } from "vitest";
import type { Target } from "../phone/phone";
import { ownTargets } from "./targets";

const target = (kind: Target["kind"], name: string): Target => ({ kind, name, endpoint: { endpointARN: `arn:${name}` } });

test("colleagues but not oneself, the clinic and what its people named are offered by their names", () => {
  const listed = [
    target("agent", "Kim Colleague (abcdefg2)"), target("agent", "Robin Sample (zyxwvut7)"), target("queue", "Once called so (bcdefgh3)"),
    target("queue", "Billing questions"), target("phone_number", "Laboratory (ground floor)"),
  ];

  const offered = ownTargets(listed, { clinic: "Riverside", username: "zyxwvut7abcdefghijkl" });

  expect(offered.map(({ name }) => name)).toEqual(["Kim Colleague", "Riverside", "Billing questions", "Laboratory (ground floor)"]);
});
