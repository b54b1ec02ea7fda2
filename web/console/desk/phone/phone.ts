/** One softphone for the whole console: its view, and what can be done with it. Knows the library, not the page. */
import { type AgentState, choicesOf, currentCall, type PhoneCall, stateOf } from "./call-model";
import { loadStreams, type Callbacks, type Streams, type StreamsAgent, type StreamsConnection, type StreamsContact, type StreamsEndpoint } from "./streams";

/** `microphone`: not shared or missing; `silent`: nobody is signed in, or the frame does not come; `library`: not fetched. */
export type PhoneProblem = "microphone" | "silent" | "blocked" | "library" | "other";
export type PhoneView = {
  status: "off" | "starting" | "ready";
  problem: PhoneProblem | null;
  agent: AgentState | null;
  choices: AgentState[];
  muted: boolean;
  call: PhoneCall | null;
};
/** Somebody or something to transfer to: a colleague or a queue of the softphone's own list. */
export type Target = { name: string; kind: "agent" | "queue" | "phone_number"; endpoint: StreamsEndpoint };

export const OFF: PhoneView = { status: "off", problem: null, agent: null, choices: [], muted: false, call: null };
const HIDDEN = "position:absolute;width:1px;height:1px;border:0;opacity:0";
const PATIENCE_MS = 8_000;

export function createPhone(load: () => Promise<Streams> = loadStreams) {
  let view = OFF;
  let streams: Streams | null = null;
  let agent: StreamsAgent | null = null;
  let container: HTMLElement | null = null;
  const listeners = new Set<() => void>();

  const show = (change: Partial<PhoneView>): void => {
    view = { ...view, ...change };
    listeners.forEach((heard) => heard());
  };
  const contact = (): StreamsContact | null =>
    agent?.getContacts().find(({ contactId }) => contactId === view.call?.contactId) ?? null;
  const refreshed = (told: StreamsAgent): void => {
    agent = told;
    const call = currentCall(told.getContacts());
    const muted = call && call.contactId === view.call?.contactId ? view.muted : false;
    show({ status: "ready", problem: view.problem === "microphone" ? "microphone" : null, agent: stateOf(told.getState()), choices: choicesOf(told), call, muted });
  };
  const blocked = (event: SecurityPolicyViolationEvent): void => {
    if (event.effectiveDirective === "frame-src") show({ problem: "blocked" });
  };

  async function start(url: string, place: HTMLElement, title: string): Promise<void> {
    if (view.status !== "off") return;
    container = place;
    show({ ...OFF, status: "starting" });
    document.addEventListener("securitypolicyviolation", blocked);
    try {
      streams = await load();
    } catch {
      return show({ status: "off", problem: "library" });
    }
    streams.core.initCCP(place, {
      ccpUrl: url, loginPopup: false, loginPopupAutoClose: true, style: HIDDEN, iframeTitle: title,
      softphone: { allowFramedSoftphone: true }, pageOptions: { enableAudioDeviceSettings: false },
      ccpLoadTimeout: PATIENCE_MS,
    });
    listen(streams);
  }

  function listen({ core, AgentEvents, EventType }: Streams): void {
    const bus = core.getEventBus();
    bus.subscribe(AgentEvents.REFRESH, refreshed as (data: never) => void);
    bus.subscribe(AgentEvents.MUTE_TOGGLE, (({ muted }: { muted: boolean }) => show({ muted })) as (data: never) => void);
    bus.subscribe(AgentEvents.SOFTPHONE_ERROR, ((error: { errorType?: string }) =>
      show({ problem: error.errorType === "microphone_not_shared" ? "microphone" : "other" })) as (data: never) => void);
    for (const lost of [EventType.ACK_TIMEOUT, EventType.AUTH_FAIL]) {
      bus.subscribe(lost, () => show({ problem: view.problem ?? "silent" }));
    }
  }

  /** Waits for the softphone's answer; says why it refused. */
  const done = (act: (callbacks: Callbacks) => void): Promise<void> =>
    new Promise((resolve, reject) => act({ success: resolve, failure: (error) => reject(new Error(String(error))) }));
  const inCall = (act: (current: StreamsContact, callbacks: Callbacks) => void): Promise<void> => {
    const current = contact();
    return current ? done((callbacks) => act(current, callbacks)) : Promise.resolve();
  };
  const onThird = (act: (third: StreamsConnection, callbacks: Callbacks) => void): Promise<void> =>
    inCall((current, callbacks) => {
      const third = current.getThirdPartyConnections().find(({ connectionId }) => connectionId === view.call?.third?.id);
      if (third) act(third, callbacks);
      else callbacks.success?.();
    });

  return {
    view: (): PhoneView => view,
    subscribe(heard: () => void): () => void {
      listeners.add(heard);
      return () => void listeners.delete(heard);
    },
    start,
    stop(): void {
      document.removeEventListener("securitypolicyviolation", blocked);
      streams?.core.terminate();
      container?.replaceChildren();
      agent = null;
      show(OFF);
    },
    /** Lets the frame come once more, after a sign-in or when the network is back. */
    retry(): void {
      const frame = container?.querySelector("iframe");
      if (!frame) return;
      show({ problem: null });
      frame.src = frame.src; // eslint-disable-line no-self-assign
    },
    /** During a call the state is taken afterwards. */
    setState(name: string): Promise<void> {
      const state = agent?.getAgentStates().find((each) => each.name === name);
      if (!agent || !state) return Promise.resolve();
      const told = agent;
      return done((callbacks) => told.setState(state, callbacks, { enqueueNextState: view.call !== null }));
    },
    accept: () => inCall((current, callbacks) => current.accept(callbacks)),
    reject: () => inCall((current, callbacks) => current.reject(callbacks)),
    hangUp: () => inCall((current, callbacks) => leave(current.getAgentConnection(), callbacks)),
    clear: () => inCall((current, callbacks) => current.clear(callbacks)),
    hold: () => inCall((current, callbacks) => withCustomer(current, callbacks, (customer) => customer.hold(callbacks))),
    resume: () => inCall((current, callbacks) => withCustomer(current, callbacks, (customer) => customer.resume(callbacks))),
    digits: (keys: string) => inCall((current, callbacks) => withCustomer(current, callbacks, (customer) => customer.sendDigits(keys, callbacks))),
    /** Rings a third party while the caller waits. */
    consult: (endpoint: StreamsEndpoint) => inCall((current, callbacks) => current.addConnection(endpoint, callbacks)),
    swap: () => inCall((current, callbacks) => current.toggleActiveConnections(callbacks)),
    join: () => inCall((current, callbacks) => current.conferenceConnections(callbacks)),
    dropThird: () => onThird((third, callbacks) => third.destroy(callbacks)),
    ring(number: string): Promise<void> {
      if (!agent || !streams) return Promise.reject(new Error("the phone is off"));
      const [told, endpoint] = [agent, streams.Endpoint.byPhoneNumber(number)];
      return done((callbacks) => told.connect(endpoint, callbacks));
    },
    toNumber: (number: string): StreamsEndpoint | null => streams?.Endpoint.byPhoneNumber(number) ?? null,
    mute(muted: boolean): void {
      if (!agent) return;
      if (muted) agent.mute();
      else agent.unmute();
      show({ muted });
    },
    targets(): Promise<Target[]> {
      const told = agent;
      if (!told) return Promise.resolve([]);
      return new Promise((resolve, reject) =>
        told.getEndpoints(told.getAllQueueARNs(), {
          success: ({ endpoints }) => resolve(endpoints.map(targetOf)),
          failure: (error) => reject(new Error(String(error))),
        }),
      );
    },
  };
}

export type Phone = ReturnType<typeof createPhone>;

const targetOf = (endpoint: StreamsEndpoint): Target => ({
  name: endpoint.name || endpoint.phoneNumber || "",
  kind: (["agent", "queue"].includes(endpoint.type ?? "") ? endpoint.type : "phone_number") as Target["kind"],
  endpoint,
});

function leave(connection: StreamsConnection | null, callbacks: Callbacks): void {
  if (connection) connection.destroy(callbacks);
  else callbacks.success?.();
}

function withCustomer(contact: StreamsContact, callbacks: Callbacks, act: (customer: StreamsConnection) => void): void {
  const customer = contact.getInitialConnection();
  if (customer) act(customer);
  else callbacks.success?.();
}
