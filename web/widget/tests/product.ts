/** A product that answers as the contract says, for tests of the widget without a server. */
import { vi } from "vitest";
import { newDesk, type Desk, type Surroundings } from "../desk";
import type { Boot, Slot } from "../wire";

export interface Asked {
  method: string;
  path: string;
  query: URLSearchParams;
  body: Record<string, unknown>;
}
type Answer = (asked: Asked) => { status?: number; body?: unknown } | "lost";

export const slot = (wall: string, practitioner = "p1"): Slot => ({
  start: `${wall}:00Z`,
  end: `${wall}:00Z`,
  wall,
  zone: "UTC",
  practitioner_id: practitioner,
  practitioner_name: `Dr ${practitioner}`,
});

export const BOOT: Boot = {
  open: true,
  clinic: { name: "Lale", phone: "+902125550123", zone: "Europe/Istanbul", language: "tr" },
  languages: ["en", "tr"],
  theme: { color: "#0f766e" },
  branches: [
    { id: "b1", name: "North", zone: "UTC" },
    { id: "b2", name: "South", zone: "UTC" },
  ],
  services: [
    { id: "s1", name: "Check-up", duration_minutes: 30, practitioner_ids: ["p1", "p2"] },
    { id: "s2", name: "Cleaning", duration_minutes: 30, practitioner_ids: ["p2"] },
  ],
  practitioners: [
    { id: "p1", name: "Dr p1", branch_id: "b1" },
    { id: "p2", name: "Dr p2", branch_id: "b2" },
  ],
};

const MONDAY = "2027-03-22";

export const ANSWERS: Record<string, Answer> = {
  boot: () => ({ body: BOOT }),
  slots: () => ({
    body: { zone: "UTC", days: [{ date: MONDAY, slots: [slot(`${MONDAY}T09:00`), slot(`${MONDAY}T09:30`)] }], first: slot(`${MONDAY}T09:00`) },
  }),
  holds: ({ body }) => ({
    status: 201,
    body: { token: "t1", expires_at: "", expires_in_seconds: 300, slot: slot(String(body.start).slice(0, 16)) },
  }),
  "holds/release": () => ({ status: 204 }),
  codes: () => ({ status: 202, body: { expires_at: "", resend_after_seconds: 30, digits: 6 } }),
  bookings: () => ({ status: 201, body: { appointment: { id: "a1" }, manage_url: "/v/x", ics_url: "/ics" } }),
};

export const refusal = (status: number, code: string, fields: object = {}) => ({ status, body: { code, message: code, fields } });

/** A desk before a product; `answers` replaces what the product says at some addresses. */
export function deskBefore(answers: Record<string, Answer> = {}, around: Partial<Surroundings> = {}) {
  const asked: Asked[] = [];
  vi.stubGlobal("fetch", async (address: string, init: RequestInit = {}) => {
    const url = new URL(address, "https://product.test");
    const path = url.pathname.replace("/api/widget/key/", "");
    const body = init.body ? JSON.parse(String(init.body)) : {};
    const one = { method: init.method ?? "GET", path, query: url.searchParams, body };
    asked.push(one);
    const answer = ({ ...ANSWERS, ...answers }[path] as Answer)(one);
    if (answer === "lost") throw new TypeError("Failed to fetch");
    const text = answer.body === undefined ? null : JSON.stringify(answer.body);
    return new Response(text, { status: answer.status ?? 200 });
  });
  const focused: string[] = [];
  const desk: Desk = newDesk(
    {
      api: "https://product.test/api/widget/key",
      wordsOf: async (lang) => ({ lang }),
      wishes: ["en"],
      preferred: ["en-GB"],
      campaign: { page: "/" },
      ...around,
    },
    (_state, focus) => void (focus && focused.push(focus)),
  );
  const of = (path: string) => asked.filter((one) => one.path === path);
  return { desk, asked, of, focused };
}

/** Lets everything that waits for answers run, retries and their pauses included. */
export const settle = () => vi.advanceTimersByTimeAsync(3000);
