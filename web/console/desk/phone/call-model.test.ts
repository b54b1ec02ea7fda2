import { expect, test } from "vitest";
import { callOf, currentCall, lengthOf, numberOf, stateOf } from "./call-model";
import { connection, contact } from "./fakes";

test.each([
  ["connecting", "ringing"], ["incoming", "ringing"], ["connected", "talking"], ["ended", "wrapUp"], ["missed", "missed"], ["error", "missed"],
])("a contact that is %s is a call that is %s", (type, state) => {
  expect(callOf(contact({ status: type })).state).toBe(state);
});

test("a call of ours is dialling until they answer", () => {
  expect(callOf(contact({ status: "connecting", inbound: false })).state).toBe("dialling");
});

test("a caller on hold is held, and with a connected third party nobody is joined", () => {
  const third = connection("third", "connected", { name: "Kim" });

  const call = callOf(contact({ status: "connected", customer: connection("c", "hold"), thirds: [third] }));

  expect([call.state, call.joined, call.third]).toEqual(["held", false, { id: "third", label: "Kim", held: false, connected: true }]);
});

test("all three connected are joined, and a third party that left is gone", () => {
  const parties = (status: string) => contact({ status: "connected", thirds: [connection("third", status)] });

  expect([callOf(parties("connected")).joined, callOf(parties("disconnected")).third]).toEqual([true, null]);
});

test("a call that rings goes before one that is over, and other channels are left to others", () => {
  const contacts = [
    contact({ id: "chat", type: "chat" }), contact({ id: "over", status: "ended" }), contact({ id: "new", status: "connecting" }),
  ];

  expect(currentCall(contacts)?.contactId).toBe("new");
  expect(currentCall(contacts.slice(0, 2))?.contactId).toBe("over");
  expect(currentCall([])).toBeNull();
});

test("a withheld number is no number", () => {
  expect(numberOf(connection("c", "connected", { phoneNumber: "anonymous" }))).toBe("");
  expect(numberOf(null)).toBe("");
});

test("a state of the system is work, not a choice", () => {
  expect(stateOf({ name: "AfterCallWork", type: "system" }).kind).toBe("working");
});

test.each([[-5, "0:00"], [7_400, "0:07"], [760_000, "12:40"], [3_723_000, "1:02:03"]])("%d ms are %s", (milliseconds, shown) => {
  expect(lengthOf(milliseconds)).toBe(shown);
});
