/** The part of amazon-connect-streams that the desk uses, and how the library is fetched: only when the phone is turned on. */
import libraryUrl from "amazon-connect-streams/release/connect-streams-min.js?url";

export type Callbacks = { success?: () => void; failure?: (error: unknown) => void };
export type StreamsState = { name: string; type: string; agentStateARN?: string | null };
export type StreamsEndpoint = { name?: string | null; type?: string; phoneNumber?: string | null; endpointARN?: string | null };
export interface StreamsConnection {
  connectionId: string;
  getStatus(): { type: string; timestamp: Date };
  getEndpoint(): StreamsEndpoint;
  sendDigits(digits: string, callbacks?: Callbacks): void;
  hold(callbacks?: Callbacks): void;
  resume(callbacks?: Callbacks): void;
  destroy(callbacks?: Callbacks): void;
}
export interface StreamsContact {
  contactId: string;
  getOriginalContactId(): string | null;
  getType(): string;
  getStatus(): { type: string; timestamp: Date };
  isInbound(): boolean;
  getQueue(): { name?: string | null } | null;
  getInitialConnection(): StreamsConnection | null;
  getAgentConnection(): StreamsConnection | null;
  getThirdPartyConnections(): StreamsConnection[];
  accept(callbacks?: Callbacks): void;
  reject(callbacks?: Callbacks): void;
  clear(callbacks?: Callbacks): void;
  addConnection(endpoint: StreamsEndpoint, callbacks?: Callbacks): void;
  toggleActiveConnections(callbacks?: Callbacks): void;
  conferenceConnections(callbacks?: Callbacks): void;
}
export interface StreamsAgent {
  getState(): StreamsState;
  getAgentStates(): StreamsState[];
  getContacts(): StreamsContact[];
  getAllQueueARNs(): string[];
  setState(state: StreamsState, callbacks?: Callbacks, options?: { enqueueNextState: boolean }): void;
  getEndpoints(queues: string[], callbacks: { success: (data: { endpoints: StreamsEndpoint[] }) => void; failure?: (error: unknown) => void }): void;
  connect(endpoint: StreamsEndpoint, callbacks?: Callbacks): void;
  mute(): void;
  unmute(): void;
}
type Bus = { subscribe(event: string, heard: (data: never) => void): { unsubscribe(): void } };
export interface Streams {
  core: {
    initCCP(container: HTMLElement, options: object): void;
    terminate(): void;
    getEventBus(): Bus;
  };
  AgentEvents: { REFRESH: string; MUTE_TOGGLE: string; SOFTPHONE_ERROR: string };
  EventType: { ACK_TIMEOUT: string; AUTH_FAIL: string; ACKNOWLEDGE: string };
  Endpoint: { byPhoneNumber(number: string): StreamsEndpoint };
}

let fetched: Promise<Streams> | null = null;

/** The unmodified library, which makes itself known as `connect`; a failed fetch may be tried again. */
export function loadStreams(): Promise<Streams> {
  fetched ??= new Promise<Streams>((resolve, reject) => {
    const script = document.createElement("script");
    script.src = libraryUrl;
    script.onload = () => resolve((window as unknown as { connect: Streams }).connect);
    script.onerror = () => {
      fetched = null;
      script.remove();
      reject(new Error("the softphone's library did not come"));
    };
    document.head.append(script);
  });
  return fetched;
}
