/** The confirming link: whoever reads the letter and knows the password has signed up; then on to the card. */
import { useState } from "preact/hooks";
import type { Problem } from "../../shared/problem";
import { tokenOf } from "../token";
import { asProblem, confirm } from "../api";
import { useText } from "../language";
import { EmailOnce } from "../parts/email-once";
import { Notice, useProblemText, Waiting } from "../parts/notice";
import { KnownPassword } from "../parts/password";
import { Resend } from "../parts/resend";
import { Sheet } from "../parts/sheet";

export default function Confirm() {
  const { t } = useText();
  const [token] = useState(() => tokenOf(location.hash));
  const [checkout, setCheckout] = useState("");
  const [problem, setProblem] = useState<Problem | null>(null);
  const goOn = (url: string): void => {
    // Whoever comes back from the card's page finds the way on, not a link that was used up.
    history.replaceState(null, "", "/welcome?cancelled=1");
    setCheckout(url);
    location.assign(url);
  };
  if (!token || problem) return <Refused code={problem?.code ?? "link_invalid"} problem={problem} />;
  if (!checkout) return <Sheet title={t("confirm.title")}><Asking token={token} done={goOn} refused={setProblem} /></Sheet>;
  return (
    <Sheet title={t("confirm.done")}>
      <Waiting>{t("confirm.opening")}</Waiting>
      <p>{t("confirm.card")}</p>
      <p><a class="button" href={checkout}>{t("confirm.continue")}</a></p>
    </Sheet>
  );
}

type Props = { token: string; done: (url: string) => void; refused: (problem: Problem) => void };

function Asking({ token, done, refused }: Props) {
  const { t } = useText();
  const tell = useProblemText();
  const [password, setPassword] = useState("");
  const [error, setError] = useState("");
  const [failure, setFailure] = useState("");
  const [busy, setBusy] = useState(false);
  const refuse = (problem: Problem): void => {
    if (problem.code.startsWith("link_")) return refused(problem);
    const wrong = "password" in problem.fieldErrors;
    setError(wrong ? t("confirm.wrong") : "");
    setFailure(wrong ? "" : tell(problem));
    if (wrong) document.getElementById("password")?.focus();
  };
  const go = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (busy) return;
    if (!password) return document.getElementById("password")?.focus();
    setBusy(true);
    await confirm(token, password).then(({ checkout_url }) => done(checkout_url), (thrown) => refuse(asProblem(thrown)));
    setBusy(false);
  };
  return (
    <form noValidate onSubmit={go}>
      {failure && <Notice kind="bad">{failure}</Notice>}
      <p>{t("confirm.ask")}</p>
      <KnownPassword label={t("signup.password")} value={password} error={error} onValue={setPassword} />
      <button type="submit" class="button button-wide" aria-disabled={busy}>{t(busy ? "confirm.working" : "confirm.submit")}</button>
      <p><a href="/signup">{t("confirm.again")}</a></p>
    </form>
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
