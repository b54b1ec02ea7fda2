/** What was typed, kept in this tab until it closes, so that a reload or a look elsewhere loses nothing. */
import { BLANK, type Form } from "./form";

/** `asked`: the plan that the address named; `sentTo`: where the letter went, "" before. */
export type Draft = { asked: string; form: Form; sentTo: string };

const KEY = "frontdesk-signup";

/** A plan that is asked for anew counts; the password was never kept. */
export function keptDraft(asked: string): Draft {
  const { form, sentTo, asked: before } = read();
  const plan = asked && asked !== before ? asked : form.plan;
  return { asked: asked || before, form: { ...form, plan, password: "" }, sentTo };
}

export function keepDraft({ form: { password: _, ...form }, ...rest }: Draft): void {
  try {
    sessionStorage.setItem(KEY, JSON.stringify({ ...rest, form }));
  } catch {
    // What was typed then lasts as long as the page.
  }
}

function read(): Draft {
  const nothing = { asked: "", form: BLANK, sentTo: "" };
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEY) ?? "{}") as Partial<Draft>;
    return { ...nothing, ...kept, form: { ...BLANK, ...kept.form } };
  } catch {
    return nothing;
  }
}
