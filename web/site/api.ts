/** What the site asks of the API. Every refusal is a Problem. */
import { newKey, Problem, problemFrom } from "../shared/problem";
import type { Money, Session, TenantStatus } from "../shared/types";

export type Plan = { id: string; name: string; price: Money; features: string[] };
export type Country = {
  code: string; name: string; zone: string; zones: string[]; language: string; phone_prefix: string; currency: string;
};
export type SignUp = {
  clinic_name: string; country: string; zone: string; language: string; currency: string; phone?: string;
  owner_name: string; owner_language: string; email: string; password: string; plan: string;
};
/** `none` before there is a subscription. */
export type Billing = { status: TenantStatus | "none"; plan: string | null };
export type Invitation = { clinic_name: string; email: string; name: string; role: string };

export const plans = async (country: string): Promise<Plan[]> =>
  (await ask<{ plans: Plan[] }>("GET", country ? `/plans?country=${encodeURIComponent(country)}` : "/plans")).plans;

export const countries = async (): Promise<Country[]> =>
  (await ask<{ items: Country[] }>("GET", "/countries")).items;

export const signUp = (form: SignUp, key: string): Promise<{ email: string }> => ask("POST", "/signup", form, key);
export const resend = (email: string): Promise<void> => ask("POST", "/signup/resend", { email });
export const confirm = (token: string, password: string): Promise<{ checkout_url: string; session: Session }> =>
  ask("POST", "/signup/confirm", { token, password });
export const forgot = (email: string): Promise<void> => ask("POST", "/auth/forgot", { email });
export const reset = (token: string, password: string): Promise<void> =>
  ask("POST", "/auth/reset", { token, password });
export const invitation = (token: string): Promise<Invitation> =>
  ask("POST", "/auth/invitation/look", { token });
export const acceptInvitation = (token: string, name: string, password: string, language: string): Promise<Session> =>
  ask("POST", "/auth/invitation", { token, name, password, language });
export const syncBilling = (): Promise<Billing> => ask("POST", "/billing/sync", {});
export const resumeCheckout = (): Promise<{ url: string }> => ask("POST", "/billing/checkout", {});
export const description = (): Promise<unknown> => ask("GET", "/openapi.json");

async function ask<Answer>(method: "GET" | "POST", path: string, body?: unknown, key = newKey()): Promise<Answer> {
  const writing = { "Content-Type": "application/json", "X-Frontdesk": "1", "Idempotency-Key": key };
  const response = await fetch(`/api${path}`, {
    method,
    credentials: "same-origin",
    headers: { Accept: "application/json", ...(method === "POST" ? writing : {}) },
    body: body === undefined ? null : JSON.stringify(body),
  }).catch(() => null);
  const answer: unknown = await response?.json().catch(() => null);
  if (!response?.ok) throw problemFrom(response?.status ?? 0, answer);
  return answer as Answer;
}

/** Any thrown thing as a Problem; what is not one is a fault of ours and reads as unavailable. */
export const asProblem = (error: unknown): Problem => (error instanceof Problem ? error : problemFrom(0, null));

/** Nothing that the person sent is wrong: the same may work in a moment. */
export const isOurFault = ({ status }: Problem): boolean => status === 0 || status >= 500;
