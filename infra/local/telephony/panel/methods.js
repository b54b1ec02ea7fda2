/** The methods that amazon-connect-streams calls on its frame, done by the exchange. */
import { act, endpoints, press } from "./line.js";

const contactOf = (shown) => shown.snapshot.contacts[0];

/** Which party a connection of the agent's contact is: "agent", "caller" or "third". */
function partyOf(shown, connectionId) {
  const connection = contactOf(shown)?.connections.find((each) => each.connectionId === connectionId);
  if (!connection) throw new Error("There is no such connection");
  if (connection.type === "agent") return "agent";
  return connection.initial ? "caller" : "third";
}

function reach({ type, phoneNumber, endpointARN }) {
  if (type === "phone_number") return act("call-phone", { number: phoneNumber.replace(/^sip:([^@]*)@.*/, "$1") });
  return act("reach", { quick_connect: endpointARN });
}

const list = async (_, { queueARNs }) => ({ ...(await endpoints(queueARNs ?? [])), nextToken: null });

function destroy(shown, { connectionId }) {
  const party = partyOf(shown, connectionId);
  if (party === "third") return act("drop-third");
  return shown.stage === "offered" ? act("reject") : act(party === "caller" ? "drop-caller" : "hang-up");
}

/** Hands the line over to the party that waits. */
function toggle(shown) {
  return shown.third ? act("swap") : act(shown.held ? "resume" : "hold");
}

const hold = (shown, { connectionId }) => act(partyOf(shown, connectionId) === "third" ? "swap" : "hold");

/** With a third party on the line, who is taken back joins them. */
function resume(shown, { connectionId }) {
  if (!shown.third) return act("resume");
  return act(partyOf(shown, connectionId) === "third" ? "swap" : "conference");
}

/** Each gets the agent as last shown, and the call's parameters. */
export const METHODS = {
  putAgentState: (_, { state }) => act("status", { status: state.name }),
  acceptContact: () => act("accept"),
  rejectContact: () => act("reject"),
  clearContact: () => act("complete"),
  completeContact: () => act("complete"),
  destroyContact: () => act("hang-up"),
  destroyConnection: destroy,
  holdConnection: hold,
  resumeConnection: resume,
  toggleActiveConnections: toggle,
  conferenceConnections: () => act("conference"),
  createOutboundContact: (_, { endpoint }) => act("dial", { number: endpoint.phoneNumber }),
  createAdditionalConnection: (_, { endpoint }) => reach(endpoint),
  addNewConnection: (_, { endpoint }) => reach(endpoint),
  getEndpoints: list,
  pauseContact: () => act("pause"),
  resumeContact: () => act("resume-task"),
  sendDigits: (shown, { digits }) => press(contactOf(shown).contactId, digits),
  muteParticipant: () => act("mute", { muted: true }),
  unmuteParticipant: () => act("mute", { muted: false }),
  getAgentSnapshot: (shown) => ({ snapshot: shown.snapshot }),
  getAgentConfiguration: (shown) => ({ configuration: shown.configuration }),
  getAgentStates: (shown) => ({ states: shown.configuration.agentStates }),
};
/** What the library reports and nobody here needs. */
export const UNHEARD = new Set(["sendClientLogs", "sendSoftphoneCallReport", "sendSoftphoneCallMetrics"]);
