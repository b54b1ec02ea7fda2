/** The live line: an open console learns by id what changed, and refetches what it shows. */
import type { QueryClient } from "@tanstack/react-query";
import { type Frame, touches } from "./cache";
import { send } from "./send";

export type LiveState = "connecting" | "open" | "lost";
type Socket = { close(): void; onopen: unknown; onclose: unknown; onmessage: unknown };

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;

/** Milliseconds before the next try: doubling, capped, spread so that consoles do not come back at once. */
export function waitBefore(attempt: number, random: () => number = Math.random): number {
  const longest = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** attempt);
  return longest / 2 + (random() * longest) / 2;
}

export function readFrame(data: unknown): Frame | null {
  try {
    const frame = JSON.parse(String(data)) as Frame;
    return frame.type === "changed" ? frame : null;
  } catch {
    return null;
  }
}

const ticket = (): Promise<{ url: string }> => send("POST", "/api/live/ticket");

/** Keeps the line open until the returned function is called. */
export function keepLive(cache: QueryClient, onState: (state: LiveState) => void, ask = ticket): () => void {
  let socket: Socket | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let attempt = 0;
  let ended = false;

  const retry = (): void => {
    if (ended) return;
    onState("lost");
    timer = setTimeout(connect, waitBefore(attempt++));
  };
  const opened = (): void => {
    if (attempt > 0) void cache.invalidateQueries();
    attempt = 0;
    onState("open");
  };
  const heard = (event: { data: unknown }): void => {
    const frame = readFrame(event.data);
    if (frame) void cache.invalidateQueries({ predicate: ({ queryKey }) => touches(frame, queryKey) });
  };
  async function connect(): Promise<void> {
    onState("connecting");
    try {
      const { url } = await ask();
      if (ended) return;
      socket = Object.assign(new WebSocket(url), { onopen: opened, onclose: retry, onmessage: heard });
    } catch {
      retry();
    }
  }

  void connect();
  return () => {
    ended = true;
    clearTimeout(timer);
    socket?.close();
  };
}
