/** The link of a forgotten password: takes the new one. */
import { useState } from "preact/hooks";
import type { Problem } from "../../shared/problem";
import { forgetToken, tokenOf } from "../token";
import { asProblem, reset } from "../api";
import { useText } from "../language";
import { Notice, useFieldTexts, useProblemText } from "../parts/notice";
import { NewPassword } from "../parts/password";
import { Sheet } from "../parts/sheet";
import { passwordProblem } from "../rules";

export default function Reset() {
  const { t } = useText();
  const [token] = useState(() => tokenOf(location.hash));
  const [state, setState] = useState<"asking" | "done" | "dead">(token ? "asking" : "dead");
  if (state === "done") {
    return (
      <Sheet title={t("reset.done")}>
        <p>{t("reset.doneText")}</p>
        <p><a class="button" href="/console/sign-in">{t("nav.signIn")}</a></p>
      </Sheet>
    );
  }
  if (state === "dead") {
    return (
      <Sheet title={t("reset.dead")}>
        <p>{t("reset.deadText")}</p>
        <p><a class="button" href="/forgot">{t("reset.again")}</a></p>
      </Sheet>
    );
  }
  return <Sheet title={t("reset.title")}><Asking token={token} settle={setState} /></Sheet>;
}

function Asking({ token, settle }: { token: string; settle: (state: "done" | "dead") => void }) {
  const { t } = useText();
  const tell = useProblemText();
  const fieldTexts = useFieldTexts();
  const [password, setPassword] = useState("");
  const [error, setError] = useState("");
  const [failure, setFailure] = useState("");
  const [busy, setBusy] = useState(false);
  const refuse = (problem: Problem): void => {
    if (problem.code.startsWith("link_")) return settle("dead");
    const { password: said } = fieldTexts(problem);
    setError(said ?? "");
    setFailure(said ? "" : tell(problem));
  };
  const go = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (busy) return;
    const wrong = passwordProblem(password);
    setError(wrong ? t(wrong) : "");
    if (wrong) return document.getElementById("password")?.focus();
    setBusy(true);
    await reset(token, password).then(() => {
      forgetToken();
      settle("done");
    }, (refused) => refuse(asProblem(refused)));
    setBusy(false);
  };
  return (
    <form noValidate onSubmit={go}>
      {failure && <Notice kind="bad">{failure}</Notice>}
      <p>{t("reset.text")}</p>
      <NewPassword label={t("reset.password")} value={password} error={error} onValue={setPassword} />
      <button type="submit" class="button button-wide" aria-disabled={busy}>{t("reset.submit")}</button>
    </form>
  );
}
