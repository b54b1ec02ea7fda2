/** The return from Checkout: waits until the subscription is known, then opens the console. */
import { useCallback, useEffect, useState } from "preact/hooks";
import { asProblem, resumeCheckout, syncBilling } from "../api";
import { useText } from "../language";
import { Notice, useProblemText, Waiting } from "../parts/notice";
import { Sheet } from "../parts/sheet";

type State = "checking" | "open" | "unpaid" | "slow" | "signedOut" | "notOwner";

/** What Stripe may still say for a moment after Checkout was left with a card that it took. */
const UNDECIDED = ["none", "pending", "incomplete"];
const TRIES = 20;
const PAUSE_MS = 1500;
const CONSOLE = "/console/setup";

export default function Welcome() {
  const { t } = useText();
  const [state, retry] = useActivation();
  useEffect(() => {
    if (state === "open") location.replace(CONSOLE);
  }, [state]);
  if (state === "unpaid") return <Unpaid />;
  return (
    <Sheet title={t(`welcome.${state}.heading`)}>
      {state === "checking" || state === "open" ? <Waiting>{t(`welcome.${state}.text`)}</Waiting> : <p>{t(`welcome.${state}.text`)}</p>}
      {state === "open" && <p><a class="button" href={CONSOLE}>{t("welcome.console")}</a></p>}
      {state === "slow" && <p><button type="button" class="button" onClick={retry}>{t("site.retry")}</button></p>}
      {(state === "signedOut" || state === "notOwner") && <p><a class="button" href="/console/sign-in">{t("nav.signIn")}</a></p>}
    </Sheet>
  );
}

/** Without a paid session in the address there is nothing to wait for: one look is enough. */
function useActivation(): [State, () => void] {
  const [state, setState] = useState<State>("checking");
  const [round, setRound] = useState(0);
  useEffect(() => {
    let stopped = false;
    const paid = new URLSearchParams(location.search).has("session_id");
    const look = async (tries: number): Promise<void> => {
      const found = await lookOnce(paid);
      if (stopped) return;
      if (found !== "checking") return setState(found);
      if (tries <= 1) return setState("slow");
      setTimeout(() => void (stopped || look(tries - 1)), PAUSE_MS);
    };
    void look(TRIES);
    return () => void (stopped = true);
  }, [round]);
  const retry = useCallback(() => {
    setState("checking");
    setRound((before) => before + 1);
  }, []);
  return [state, retry];
}

async function lookOnce(paid: boolean): Promise<State> {
  try {
    const { status } = await syncBilling();
    if (status === "trialing" || status === "active" || status === "past_due") return "open";
    return paid && UNDECIDED.includes(status) ? "checking" : "unpaid";
  } catch (error) {
    const { status } = asProblem(error);
    if (status === 401) return "signedOut";
    return status === 403 ? "notOwner" : "checking";
  }
}

function Unpaid() {
  const { t } = useText();
  const tell = useProblemText();
  const [failure, setFailure] = useState("");
  const [busy, setBusy] = useState(false);
  const resume = async (): Promise<void> => {
    if (busy) return;
    setBusy(true);
    setFailure("");
    try {
      const { url } = await resumeCheckout();
      location.assign(url);
    } catch (error) {
      setFailure(tell(asProblem(error)));
      setBusy(false);
    }
  };
  return (
    <Sheet title={t("welcome.unpaid.heading")}>
      <p>{t("welcome.unpaid.text")}</p>
      {failure && <Notice kind="bad">{failure}</Notice>}
      <p><button type="button" class="button" aria-disabled={busy} onClick={resume}>{t("welcome.resume")}</button></p>
      <p class="quiet">{t("welcome.kept")}</p>
    </Sheet>
  );
}
