/** Sign-up: one page of questions, then the letter that was sent. */
import { useEffect, useRef, useState } from "preact/hooks";
import "./signup.css";
import { newKey } from "../../shared/problem";
import { asProblem, signUp } from "../api";
import { useText } from "../language";
import { type Countries, useCountries, usePlans } from "../offer";
import { Notice, useFieldTexts, useProblemText } from "../parts/notice";
import { ClinicFields } from "./clinic-fields";
import { keepDraft, keptDraft } from "./draft";
import { type Errors, type FieldName, type Form, inCountry, onWire, ORDER, wrongIn } from "./form";
import { OwnerFields } from "./owner-fields";
import { PlanFields } from "./plan-fields";
import { Sent } from "./sent";
import { Steps } from "./steps";

export default function SignUp() {
  const { t } = useText();
  const [{ asked, ...kept }] = useState(() => keptDraft(new URLSearchParams(location.search).get("plan") ?? ""));
  const [sentTo, setSentTo] = useState(kept.sentTo);
  const [form, setForm] = useState<Form>(kept.form);
  const offer = useCountries(kept.form.country);
  useEffect(() => keepDraft({ asked, form, sentTo }), [form, sentTo]);
  return (
    <div class="signup wrap">
      <div class="signup-main">
        {sentTo ? <Sent email={sentTo} change={() => setSentTo("")} />
          : <Questions form={form} setForm={setForm} offer={offer} sent={setSentTo} />}
      </div>
      <aside class="signup-aside" aria-label={t("steps.heading")}><Steps at={sentTo ? 1 : 0} /></aside>
    </div>
  );
}

type Props = {
  form: Form; setForm: (next: (form: Form) => Form) => void; offer: Countries; sent: (email: string) => void;
};

function Questions({ form, setForm, offer, sent }: Props) {
  const { t } = useText();
  const { plans, problem: noPlans, retry } = usePlans(offer.country?.code);
  const { errors, general, busy, submit } = useSubmit(form, sent);
  const set = (part: Partial<Form>): void => setForm((before) => ({ ...before, ...part }));
  const countryChosen = offer.country;
  useEffect(() => {
    if (countryChosen) setForm((before) => before.country === countryChosen.code ? before : inCountry(before, countryChosen, browserZone()));
  }, [countryChosen]);
  useEffect(() => {
    if (plans?.length && !plans.some((plan) => plan.id === form.plan)) set({ plan: (plans[1] ?? plans[0])!.id });
  }, [plans]);
  if (offer.problem || noPlans) return <Unavailable retry={offer.problem ? offer.retry : retry} />;
  return (
    <form class="signup-form" noValidate onSubmit={submit}>
      <h1>{t("signup.heading")}</h1>
      <p class="section-lead">{t("signup.lead")}</p>
      {general && <Notice kind="bad">{general}</Notice>}
      <ClinicFields form={form} set={set} errors={errors} offer={offer} />
      <OwnerFields form={form} set={set} errors={errors} />
      <PlanFields form={form} set={set} errors={errors} plans={plans} />
      <p class="signup-legal">
        {t("signup.legal")} <a href="/terms" target="_blank">{t("terms.title")}</a>, <a href="/privacy" target="_blank">{t("privacy.title")}</a>
      </p>
      <button class="button button-large button-wide" type="submit" aria-disabled={busy}>{t(busy ? "signup.busy" : "signup.submit")}</button>
    </form>
  );
}

const browserZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Checks, sends, and takes the person to the first mistake, ours or the API's. */
function useSubmit(form: Form, sent: (email: string) => void) {
  const { t, language } = useText();
  const tell = useProblemText();
  const fieldTexts = useFieldTexts();
  const [errors, setErrors] = useState<Errors>({});
  const [general, setGeneral] = useState("");
  const [busy, setBusy] = useState(false);
  const key = useRef({ of: "", key: "" });
  const refuse = (found: Errors, sentence: string): void => {
    setErrors(found);
    setGeneral(sentence);
    const first = ORDER.find((name) => found[name]);
    setTimeout(() => document.getElementById(first === "plan" ? `plan-${form.plan}` : first ?? "")?.focus());
  };
  const send = async (): Promise<void> => {
    const body = onWire(form, language);
    const content = JSON.stringify(body);
    if (key.current.of !== content) key.current = { of: content, key: newKey() };
    const { email } = await signUp(body, key.current.key);
    sent(email || body.email);
  };
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (busy) return;
    const wrong = Object.entries(wrongIn(form)).map(([name, text]) => [name, t(text)]);
    if (wrong.length) return refuse(Object.fromEntries(wrong) as Errors, "");
    setBusy(true);
    try {
      await send();
    } catch (error) {
      const problem = asProblem(error);
      const known = Object.entries(fieldTexts(problem)).filter(([name]) => ORDER.includes(name as FieldName));
      refuse(Object.fromEntries(known) as Errors, known.length ? "" : tell(problem));
    } finally {
      setBusy(false);
    }
  };
  return { errors, general, busy, submit };
}

function Unavailable({ retry }: { retry: () => void }) {
  const { t } = useText();
  return (
    <>
      <h1>{t("signup.heading")}</h1>
      <Notice kind="bad">{t("error.unavailable")}</Notice>
      <p><button type="button" class="button" onClick={retry}>{t("site.retry")}</button></p>
    </>
  );
}
