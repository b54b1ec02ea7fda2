/** The softphone library's objects for tests: as little of them as the desk reads. */
import type { Callbacks, Streams, StreamsAgent, StreamsConnection, StreamsContact, StreamsEndpoint } from "./streams";

const AT = new Date("2027-03-01T09:00:00Z");
const agree = (callbacks?: Callbacks): void => callbacks?.success?.();

export const connection = (connectionId: string, status: string, endpoint: StreamsEndpoint = {}): StreamsConnection => ({
  connectionId, getStatus: () => ({ type: status, timestamp: AT }), getEndpoint: () => endpoint,
  sendDigits: (_digits, callbacks) => agree(callbacks), hold: agree, resume: agree, destroy: agree,
});

type Given = {
  id?: string; type?: string; status?: string; inbound?: boolean; customer?: StreamsConnection; thirds?: StreamsConnection[];
  refuses?: boolean;
};

export const contact = (given: Given = {}): StreamsContact => ({
  contactId: given.id ?? "contact", getOriginalContactId: () => null, getType: () => given.type ?? "voice",
  getStatus: () => ({ type: given.status ?? "connected", timestamp: AT }), isInbound: () => given.inbound ?? true,
  getQueue: () => ({ name: "Front desk" }), getThirdPartyConnections: () => given.thirds ?? [],
  getInitialConnection: () => given.customer ?? connection("c", "connected", { phoneNumber: "+447700900101" }),
  getAgentConnection: () => connection("a", "connected"),
  accept: (callbacks) => (given.refuses ? callbacks?.failure?.("refused") : agree(callbacks)),
  reject: agree, clear: agree, addConnection: (_endpoint, callbacks) => agree(callbacks), toggleActiveConnections: agree, conferenceConnections: agree,
});

export const agent = (contacts: StreamsContact[], state = "Available"): StreamsAgent => ({
  getState: () => ({ name: state, type: "routable" }), getContacts: () => contacts, getAllQueueARNs: () => [],
  getAgentStates: () => [{ name: "Available", type: "routable" }, { name: "AfterCallWork", type: "system" }],
  setState: (_state, callbacks) => agree(callbacks), connect: (_endpoint, callbacks) => agree(callbacks), mute: () => undefined, unmute: () => undefined,
  getEndpoints: (_queues, { success }) => success({ endpoints: [{ name: "Kim", type: "agent" }] }),
});

/** A library whose frame says what the test tells it to. */
export function library() {
  const heard = new Map<string, (data: never) => void>();
  const bus = { subscribe: (event: string, listener: (data: never) => void) => (heard.set(event, listener), { unsubscribe: () => undefined }) };
  const streams: Streams = {
    core: { initCCP: () => undefined, terminate: () => undefined, getEventBus: () => bus },
    AgentEvents: { REFRESH: "refresh", MUTE_TOGGLE: "mute", SOFTPHONE_ERROR: "error" },
    EventType: { ACK_TIMEOUT: "timeout", AUTH_FAIL: "auth", ACKNOWLEDGE: "ack" },
    Endpoint: { byPhoneNumber: (phoneNumber) => ({ phoneNumber }) },
  };
  return { streams, tell: (event: string, data: unknown): void => heard.get(event)?.(data as never) };
}
