/** The confirming link: proves the address, then goes on to the card. */
import { useEffect, useState } from "preact/hooks";
import type { Problem } from "../../shared/problem";
import { tokenOf } from "../address";
import { asProblem, confirm, isOurFault } from "../api";
import { useText } from "../language";
import { EmailOnce } from "../parts/email-once";
import { Notice, useProblemText, Waiting } from "../parts/notice";
import { Resend } from "../parts/resend";
import { Sheet } from "../parts/sheet";

export default function Confirm() {
  const { t } = useText();
  const tell = useProblemText();
  const [token] = useState(() => tokenOf(location.hash));
  const [checkout, setCheckout] = useState("");
  const [problem, setProblem] = useState<Problem | null>(null);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    if (!token) return;
    confirm(token).then(
      ({ checkout_url }) => {
        // Whoever comes back from the card's page finds the way on, not a link that was used up.
        history.replaceState(null, "", "/welcome?cancelled=1");
        setCheckout(checkout_url);
        location.assign(checkout_url);
      },
      (error) => setProblem(asProblem(error)),
    );
  }, [token, attempt]);
  if (!token || (problem && !isOurFault(problem))) return <Refused code={problem?.code ?? "link_invalid"} problem={problem} />;
  if (problem) {
    const again = (): void => {
      setProblem(null);
      setAttempt(attempt + 1);
    };
    return (
      <Sheet title={t("confirm.title")}>
        <Notice kind="bad">{tell(problem)}</Notice>
        <button type="button" class="button" onClick={again}>{t("site.retry")}</button>
      </Sheet>
    );
  }
  return (
    <Sheet title={t(checkout ? "confirm.done" : "confirm.title")}>
      <Waiting>{t(checkout ? "confirm.opening" : "confirm.working")}</Waiting>
      <p>{t("confirm.card")}</p>
      {checkout && <p><a class="button" href={checkout}>{t("confirm.continue")}</a></p>}
    </Sheet>
  );
}

/** A used link belongs to somebody who can sign in; any other needs a new letter. */
function Refused({ code, problem }: { code: string; problem: Problem | null }) {
  const { t } = useText();
  const tell = useProblemText();
  const [email, setEmail] = useState("");
  const used = code === "link_used";
  return (
    <Sheet title={t(used ? "confirm.used" : "confirm.refused")}>
      <p>{problem ? tell(problem) : t("error.link_invalid")}</p>
      {used ? <p><a class="button" href="/console/sign-in">{t("nav.signIn")}</a></p>
        : email ? <Resend email={email} first />
          : <EmailOnce submit={t("confirm.resend")} send={async (address) => setEmail(address)} />}
    </Sheet>
  );
}
