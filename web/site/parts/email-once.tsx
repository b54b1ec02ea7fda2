/** Asks for one e-mail address and does one thing with it. */
import { useState } from "preact/hooks";
import { asProblem } from "../api";
import { useText } from "../language";
import { looksLikeEmail } from "../rules";
import { InputField } from "./field";
import { Notice, useProblemText } from "./notice";

export function EmailOnce({ submit, send }: { submit: string; send: (email: string) => Promise<void> }) {
  const { t } = useText();
  const tell = useProblemText();
  const [email, setEmail] = useState("");
  const [error, setError] = useState("");
  const [failure, setFailure] = useState("");
  const [busy, setBusy] = useState(false);
  const go = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (busy) return;
    const fine = looksLikeEmail(email);
    setError(fine ? "" : t("wrong.email"));
    setFailure("");
    if (!fine) return document.getElementById("email")?.focus();
    setBusy(true);
    await send(email.trim()).catch((refused) => setFailure(tell(asProblem(refused))));
    setBusy(false);
  };
  return (
    <form noValidate onSubmit={go}>
      {failure && <Notice kind="bad">{failure}</Notice>}
      <InputField
        name="email" type="email" label={t("signup.email")} error={error} value={email} required maxLength={254}
        autocomplete="username" spellcheck={false} onInput={(event) => setEmail(event.currentTarget.value)}
      />
      <button type="submit" class="button button-wide" aria-disabled={busy}>{submit}</button>
    </form>
  );
}
