/** The protocol by which amazon-connect-streams speaks with its frame: messages {event, data} to the parent. */
import { act } from "./line.js";
import { METHODS, UNHEARD } from "./methods.js";

const id = crypto.randomUUID();
const send = (event, data) => parent !== window && parent.postMessage({ event, data }, "*");
const date = (text) => (text ? new Date(text) : null);

/** Times are Dates on this channel. */
function dated(snapshot) {
  const timed = (state) => state && { ...state, timestamp: date(state.timestamp) };
  return {
    ...snapshot,
    state: { ...snapshot.state, startTimestamp: date(snapshot.state.startTimestamp) },
    agentAvailabilityState: { ...snapshot.agentAvailabilityState, timeStamp: date(snapshot.agentAvailabilityState.timeStamp) },
    snapshotTimestamp: date(snapshot.snapshotTimestamp),
    contacts: snapshot.contacts.map((contact) => ({
      ...contact,
      state: timed(contact.state),
      queueTimestamp: date(contact.queueTimestamp),
      connections: contact.connections.map((each) => ({ ...each, state: timed(each.state) })),
    })),
  };
}

export const acknowledge = () => send("acknowledge", { id });
export const tell = (shown) =>
  send("agent::update", { configuration: shown.configuration, snapshot: dated(shown.snapshot) });
export const tellMute = (muted) => send("agent::mute_toggle", { muted });

async function answer(request, current, refresh) {
  const { requestId, method, params } = request;
  try {
    const done = METHODS[method];
    if (!done && !UNHEARD.has(method)) throw new Error(`The local control panel has no ${method}`);
    const data = done ? await done(current(), params ?? {}) : {};
    await refresh();
    send("api_response", { requestId, event: "api_response", data: data ?? {}, err: null });
  } catch (problem) {
    send("api_response", { requestId, event: "api_response", data: {}, err: JSON.stringify({ type: "error", message: problem.message }) });
  }
}

/** What every frame hears is told to all, as the library's shared worker does. */
async function spread({ event, data }, refresh) {
  if (event === "mute") {
    await act("mute", { muted: data.mute });
    await refresh();
  } else send(event, data);
}

/** `current()` is the agent as last shown; `refresh()` shows it anew. */
export function serve(current, refresh) {
  window.addEventListener("message", ({ source, data: message }) => {
    if (source !== parent || !message?.event) return;
    if (message.event === "synchronize") acknowledge();
    if (message.event === "configure") void refresh(true);
    if (message.event === "api_request") void answer(message.data, current, refresh);
    if (message.event === "broadcast") void spread(message.data, refresh);
  });
  acknowledge();
}
