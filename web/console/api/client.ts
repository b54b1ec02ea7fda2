/** The one way from the console to the API: same origin, its cookie, our headers, our errors. */
import createClient, { type Middleware } from "openapi-fetch";
import { newKey, Problem, problemFrom } from "../../shared/problem";
import type { paths } from "../../shared/schema";
import { learnClock } from "./clock";

const ours: Middleware = {
  onRequest({ request }) {
    if (request.method === "GET") return;
    request.headers.set("X-Frontdesk", "1");
    const creates = request.method === "POST" && !request.headers.has("Idempotency-Key");
    if (creates) request.headers.set("Idempotency-Key", newKey());
  },
  onResponse({ response }) {
    learnClock(response.headers.get("X-Frontdesk-Now"));
  },
};

export const api = createClient<paths>({ baseUrl: "", credentials: "same-origin" });
api.use(ours);

type Reply = { data?: unknown; error?: unknown; response: Response };

/** The body of a request that went well; a Problem otherwise, also when nobody answered. */
export async function answer<T>(request: Promise<unknown>): Promise<T> {
  const { data, error, response } = (await request.catch(unreachable)) as Reply;
  if (!response.ok) throw problemFrom(response.status, error);
  return data as T;
}

function unreachable(): never {
  throw new Problem(0, { code: "offline", message: "" });
}

/** Headers that make one attempt and its retries the same creating request. */
export const once = (key: string): { headers: Record<string, string> } => ({ headers: { "Idempotency-Key": key } });
