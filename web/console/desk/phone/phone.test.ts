// @vitest-environment happy-dom
import { expect, test } from "vitest";
import { agent, contact, library } from "./fakes";
import { createPhone } from "./phone";

async function started() {
  const { streams, tell } = library();
  const phone = createPhone(() => Promise.resolve(streams));
  await phone.start("https://connect.example/ccp", document.createElement("div"), "Softphone");
  return { phone, tell };
}

test("a phone starts, shows its call, and is off again", async () => {
  const { phone, tell } = await started();
  expect(phone.view().status).toBe("starting");

  tell("refresh", agent([contact({ status: "connecting" })]));
  const { status, call, choices } = phone.view();
  phone.stop();

  expect([status, call?.number, call?.state]).toEqual(["ready", "+447700900101", "ringing"]);
  expect(choices).toEqual([{ name: "Available", kind: "routable" }]);
  expect(phone.view().status).toBe("off");
});

test("a library that does not come is said, and may be tried again", async () => {
  const phone = createPhone(() => Promise.reject(new Error("offline")));

  await phone.start("https://connect.example/ccp", document.createElement("div"), "");

  expect([phone.view().status, phone.view().problem]).toEqual(["off", "library"]);
});

test.each([
  ["error", { errorType: "microphone_not_shared" }, "microphone"],
  ["error", { errorType: "webrtc_error" }, "other"],
  ["timeout", undefined, "silent"],
  ["auth", undefined, "silent"],
])("after %s %o the problem is %s", async (event, data, problem) => {
  const { phone, tell } = await started();

  tell(event, data);

  expect(phone.view().problem).toBe(problem);
});

test("a missing microphone stays said while calls come, a silence ends with the first word", async () => {
  const { phone, tell } = await started();
  tell("timeout", undefined);
  tell("refresh", agent([]));
  const afterSilence = phone.view().problem;
  tell("error", { errorType: "microphone_not_shared" });
  tell("refresh", agent([]));

  expect([afterSilence, phone.view().problem]).toEqual([null, "microphone"]);
});

test("what the softphone refuses is told to whoever asked", async () => {
  const { phone, tell } = await started();
  tell("refresh", agent([contact({ status: "connecting", refuses: true })]));

  await expect(phone.accept()).rejects.toThrow("refused");
});

test("without a call there is nothing to accept, and that is no failure", async () => {
  const { phone, tell } = await started();
  tell("refresh", agent([]));

  await expect(phone.accept()).resolves.toBeUndefined();
});

test("the next call begins with an open microphone", async () => {
  const { phone, tell } = await started();
  tell("refresh", agent([contact({ id: "one" })]));
  phone.mute(true);
  tell("refresh", agent([contact({ id: "one" })]));
  const during = phone.view().muted;

  tell("refresh", agent([contact({ id: "two", status: "connecting" })]));

  expect([during, phone.view().muted]).toEqual([true, false]);
});
