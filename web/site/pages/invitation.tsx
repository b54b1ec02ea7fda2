/** An invited colleague: who invites, as what; then name and password, and into the console. */
import { useEffect, useState } from "preact/hooks";
import type { Problem } from "../../shared/problem";
import { forgetToken, tokenOf } from "../token";
import { acceptInvitation, asProblem, invitation, type Invitation, isOurFault } from "../api";
import { isTextKey, useText } from "../language";
import { InputField } from "../parts/field";
import { Notice, useFieldTexts, useProblemText, Waiting } from "../parts/notice";
import { NewPassword } from "../parts/password";
import { Sheet } from "../parts/sheet";
import { passwordProblem } from "../rules";

export default function Invited() {
  const { t } = useText();
  const tell = useProblemText();
  const [token] = useState(() => tokenOf(location.hash));
  const [found, setFound] = useState<Invitation | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const load = (): void => {
    setProblem(null);
    invitation(token).then(setFound, (error) => setProblem(asProblem(error)));
  };
  useEffect(() => void (token && load()), [token]);
  if (!token || (problem && !isOurFault(problem))) return <Dead code={problem?.code ?? "link_invalid"} />;
  if (problem) {
    return (
      <Sheet title={t("invitation.title")}>
        <Notice kind="bad">{tell(problem)}</Notice>
        <button type="button" class="button" onClick={load}>{t("site.retry")}</button>
      </Sheet>
    );
  }
  if (!found) return <Sheet title={t("invitation.title")}><Waiting>{t("invitation.loading")}</Waiting></Sheet>;
  return <Accept token={token} found={found} dead={setProblem} />;
}

function Dead({ code }: { code: string }) {
  const { t } = useText();
  const used = code === "link_used";
  return (
    <Sheet title={t(used ? "invitation.used" : "invitation.dead")}>
      <p>{t(used ? "invitation.usedText" : "invitation.deadText")}</p>
      {used && <p><a class="button" href="/console/sign-in">{t("nav.signIn")}</a></p>}
    </Sheet>
  );
}

type Errors = { name?: string | undefined; password?: string | undefined };

function Accept({ token, found, dead }: { token: string; found: Invitation; dead: (problem: Problem) => void }) {
  const { t, language } = useText();
  const tell = useProblemText();
  const fieldTexts = useFieldTexts();
  const [name, setName] = useState(found.name);
  const [password, setPassword] = useState("");
  const [errors, setErrors] = useState<Errors>({});
  const [failure, setFailure] = useState("");
  const [busy, setBusy] = useState(false);
  const refuse = (problem: Problem): void => {
    if (problem.code.startsWith("link_")) return dead(problem);
    const { name: wrongName, password: wrongPassword } = fieldTexts(problem);
    setErrors({ name: wrongName, password: wrongPassword });
    setFailure(wrongName || wrongPassword ? "" : tell(problem));
  };
  const go = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (busy) return;
    const wrong: Errors = {};
    if (!name.trim()) wrong.name = t("wrong.name");
    const weak = passwordProblem(password, [name, found.email]);
    if (weak) wrong.password = t(weak);
    setErrors(wrong);
    setFailure("");
    const first = Object.keys(wrong)[0];
    if (first) return document.getElementById(first)?.focus();
    setBusy(true);
    await acceptInvitation(token, name.trim(), password, language).then(() => {
      forgetToken();
      location.replace("/console/");
    }, (refused) => refuse(asProblem(refused)));
    setBusy(false);
  };
  const role = `role.${found.role}`;
  const values = { clinic: found.clinic_name, role: isTextKey(role) ? t(role) : found.role };
  return (
    <Sheet title={t("invitation.heading", values)}>
      <p>{t("invitation.text", { ...values, email: found.email })}</p>
      <form noValidate onSubmit={go}>
        {failure && <Notice kind="bad">{failure}</Notice>}
        <input type="email" name="email" value={found.email} autocomplete="username" readOnly hidden />
        <InputField
          name="name" label={t("signup.name")} error={errors.name} value={name} required maxLength={120}
          autocomplete="name" onInput={(event) => setName(event.currentTarget.value)}
        />
        <NewPassword
          label={t("signup.password")} value={password} error={errors.password} names={[name, found.email]}
          onValue={setPassword}
        />
        <button type="submit" class="button button-wide" aria-disabled={busy}>{t("invitation.submit")}</button>
      </form>
    </Sheet>
  );
}
