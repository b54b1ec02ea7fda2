/** What the desk shows of the softphone, read from the library's objects. Pure. */
import { unmarked } from "../tools/targets";
import type { StreamsAgent, StreamsConnection, StreamsContact, StreamsState } from "./streams";

export type AgentKind = "routable" | "not_routable" | "offline" | "working";
export type AgentState = { name: string; kind: AgentKind };
/** `missed` is every call that ended before we talked and still has to be cleared. */
export type CallState = "ringing" | "dialling" | "talking" | "held" | "wrapUp" | "missed";
export type Party = { id: string; label: string; held: boolean; connected: boolean };
export type PhoneCall = {
  contactId: string;
  /** The first contact of the chain: by it the clinic knows the call. */
  callId: string;
  /** The other side's, E.164; "" when it is withheld. */
  number: string;
  queue: string;
  inbound: boolean;
  state: CallState;
  /** Milliseconds since the epoch at which this state began. */
  since: number;
  third: Party | null;
  /** All three hear each other. */
  joined: boolean;
};

const STATES: Record<string, CallState> = {
  incoming: "ringing", pending: "ringing", connecting: "ringing", connected: "talking", ended: "wrapUp",
  missed: "missed", rejected: "missed", error: "missed",
};
const KINDS = new Set(["routable", "not_routable", "offline"]);

export const stateOf = ({ name, type }: StreamsState): AgentState => ({
  name,
  kind: KINDS.has(type) ? (type as AgentKind) : "working",
});

export const choicesOf = (agent: Pick<StreamsAgent, "getAgentStates">): AgentState[] =>
  agent.getAgentStates().map(stateOf).filter(({ kind }) => kind !== "working");

const isHeld = (connection: StreamsConnection | null): boolean => connection?.getStatus().type === "hold";
const isConnected = (connection: StreamsConnection): boolean => connection.getStatus().type === "connected";
const isGone = (connection: StreamsConnection): boolean => connection.getStatus().type === "disconnected";

export function numberOf(connection: StreamsConnection | null): string {
  const told = connection?.getEndpoint().phoneNumber ?? "";
  return /^\+\d{5,15}$/.test(told) ? told : "";
}

/** A clinic's own queue is named for machines; whoever sits at it knows where it is. */
const said = (queue: string | null | undefined): string => (queue && !queue.startsWith("frontdesk-") ? queue : "");

function partyOf(connection: StreamsConnection): Party {
  const { name, phoneNumber } = connection.getEndpoint();
  return { id: connection.connectionId, label: unmarked(name || phoneNumber || ""), held: isHeld(connection), connected: isConnected(connection) };
}

function callState(contact: StreamsContact): CallState {
  const { type } = contact.getStatus();
  const state = STATES[type] ?? "ringing";
  if (state === "ringing" && !contact.isInbound() && type === "connecting") return "dialling";
  return state === "talking" && isHeld(contact.getInitialConnection()) ? "held" : state;
}

export function callOf(contact: StreamsContact): PhoneCall {
  const customer = contact.getInitialConnection();
  const third = contact.getThirdPartyConnections().find((each) => !isGone(each)) ?? null;
  return {
    contactId: contact.contactId,
    callId: contact.getOriginalContactId() || contact.contactId,
    number: numberOf(customer),
    queue: said(contact.getQueue()?.name),
    inbound: contact.isInbound(),
    state: callState(contact),
    since: contact.getStatus().timestamp.getTime(),
    third: third && partyOf(third),
    joined: Boolean(third && customer && isConnected(third) && isConnected(customer)),
  };
}

/** The voice call that asks for attention: one that rings or is spoken, before one that is over. */
export function currentCall(contacts: StreamsContact[]): PhoneCall | null {
  const calls = contacts.filter((contact) => ["voice", "queue_callback"].includes(contact.getType())).map(callOf);
  return calls.find(({ state }) => state !== "wrapUp" && state !== "missed") ?? calls[0] ?? null;
}

/** "0:07", "12:40", "1:02:03". */
export function lengthOf(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60), seconds % 60];
  const two = (value: number): string => String(value).padStart(2, "0");
  return hours ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}
