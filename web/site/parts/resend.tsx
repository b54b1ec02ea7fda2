/** Sends the confirming letter once more, not more often than somebody can look for it. */
import { useEffect, useState } from "preact/hooks";
import { asProblem, resend } from "../api";
import { useText } from "../language";
import { Notice, useProblemText } from "./notice";

const PAUSE_SECONDS = 30;

/** `first`: nothing was sent from this page yet, so send at once. */
export function Resend({ email, first = false }: { email: string; first?: boolean }) {
  const { t } = useText();
  const tell = useProblemText();
  const [left, setLeft] = useState(0);
  const [outcome, setOutcome] = useState<{ kind: "good" | "bad"; text: string } | null>(null);
  useEffect(() => {
    if (!left) return undefined;
    const timer = setTimeout(() => setLeft(left - 1), 1000);
    return () => clearTimeout(timer);
  }, [left]);
  const send = async (): Promise<void> => {
    if (left) return;
    setLeft(PAUSE_SECONDS);
    try {
      await resend(email);
      setOutcome({ kind: "good", text: t("resend.done", { email }) });
    } catch (error) {
      setLeft(0);
      setOutcome({ kind: "bad", text: tell(asProblem(error)) });
    }
  };
  useEffect(() => {
    if (first) void send();
  }, []);
  return (
    <div class="resend">
      {outcome && <Notice kind={outcome.kind}>{outcome.text}</Notice>}
      <button type="button" class="button button-quiet" aria-disabled={left > 0} onClick={send}>
        {left ? t("resend.wait", { count: left }) : t("resend.again")}
      </button>
    </div>
  );
}
