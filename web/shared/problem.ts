/** The one shape of an error over the wire, and what a fetch of ours throws. */
import type { Slot } from "./types";

export type ProblemBody = { code: string; message: string; fields?: Record<string, unknown> };

/** A refused request: `code` for the program, `message` for the person, `fields` for the form. */
export class Problem extends Error {
  readonly code: string;
  readonly status: number;
  readonly fields: Record<string, unknown>;

  constructor(status: number, body: ProblemBody) {
    super(body.message);
    this.code = body.code;
    this.status = status;
    this.fields = body.fields ?? {};
  }

  /** Sentences by field, for a form. */
  get fieldErrors(): Record<string, string> {
    const texts = Object.entries(this.fields).filter(([, text]) => typeof text === "string");
    return Object.fromEntries(texts) as Record<string, string>;
  }

  /** The times offered when a slot was taken. */
  get alternatives(): Slot[] {
    return Array.isArray(this.fields.alternatives) ? (this.fields.alternatives as Slot[]) : [];
  }
}

/** A Problem from any response; one that is not ours (a proxy's page, no network) reads as unavailable. */
export function problemFrom(status: number, body: unknown): Problem {
  const ours = body as Partial<ProblemBody> | null;
  if (ours && typeof ours === "object" && typeof ours.code === "string") {
    return new Problem(status, { code: ours.code, message: ours.message ?? ours.code, fields: ours.fields });
  }
  return new Problem(status, { code: "unavailable", message: "" });
}

/** A key for one creating request; crypto.randomUUID is missing on plain-http origins. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
