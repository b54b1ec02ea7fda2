/** Details typed, phone proven by a code, visit booked. */
import { act, type Desk, HEADING, INVALID, post } from "./desk";
import { type Form, patientOf, problemsOf } from "./form";
import { holdAnew, stopTicking } from "./holding";
import { type Booked, type CodeAnswer, newKey } from "./wire";

const today = () => new Date().toISOString().slice(0, 10);

export function type(desk: Desk, patch: Partial<Form>) {
  const errors = { ...desk.state.errors };
  for (const name of Object.keys(patch) as (keyof Form)[]) {
    delete errors[name];
    if (name.startsWith("birth_")) delete errors.birth_date;
  }
  desk.set({ form: { ...desk.state.form, ...patch }, errors });
}

export function typeCode(desk: Desk, text: string) {
  const typedCode = text.replace(/\D/g, "").slice(0, desk.state.codeSent?.digits ?? 6);
  desk.set({ typedCode, errors: {} });
}

export async function sendCode(desk: Desk): Promise<void> {
  const { form, hold, lang, step, codeSent } = desk.state;
  const errors = problemsOf(form, today());
  if (Object.keys(errors).length) return desk.set({ errors, step: "details" }, INVALID);
  if (!hold) return;
  const to = form.phone.trim();
  // Who went back for another field still has the code.
  const waits = step === "details" && hold.left && codeSent?.to === to && codeSent.wait;
  if (waits) return desk.set({ step: "code", notice: null }, HEADING);
  return act(desk, "code", async () => {
    const { token } = hold.left ? hold : await holdAnew(desk, hold.slot);
    const answer = await post<CodeAnswer>(desk, "codes", { token, phone: to, language: lang });
    const { digits, resend_after_seconds: wait } = answer;
    const focus = desk.state.step === "code" ? "[name=code]" : HEADING;
    const sent = { to, digits, wait, resendAt: Date.now() + wait * 1000, locked: false };
    desk.set({ step: "code", codeSent: sent, typedCode: "", attemptsLeft: null, errors: {} }, focus);
  });
}

export async function book(desk: Desk): Promise<void> {
  const { hold, typedCode, codeSent } = desk.state;
  if (!hold) return;
  if (typedCode.length < (codeSent?.digits ?? 6)) return desk.set({ errors: { code: "error.code_short" } }, INVALID);
  return act(desk, "book", async () => {
    const booked = await post<Booked>(desk, "bookings", bookingBody(desk, hold.token));
    stopTicking(desk);
    desk.set({ step: "done", booked, codeSent: null, typedCode: "" }, HEADING);
  });
}

/** The same words keep their idempotency key, so that a repeated press books once. */
function bookingBody(desk: Desk, token: string): object {
  const { typedCode, form, lang } = desk.state;
  const note = form.note.trim();
  const body = {
    token,
    code: typedCode,
    patient: patientOf(form, today()),
    consents: { terms: form.terms, marketing: form.marketing },
    language: lang,
    ...(note && { note }),
    campaign: desk.around.campaign,
  };
  const text = JSON.stringify(body);
  if (text !== desk.sent.body) desk.sent = { body: text, key: newKey() };
  return { ...body, idempotency_key: desk.sent.key };
}
