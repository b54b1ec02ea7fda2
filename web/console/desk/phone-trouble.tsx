/** What keeps the softphone from working, in words, with what to do about it. */
import { Alert, Button } from "@mantine/core";
import { type Key, useT } from "../i18n";
import css from "./call-desk.module.css";
import type { PhoneProblem } from "./phone/phone";
import { phone, usePhone } from "./phone/use-phone";

const WORDS: Record<PhoneProblem, Key> = {
  microphone: "phone.problem.microphone",
  silent: "phone.problem.silent",
  blocked: "phone.problem.blocked",
  library: "phone.problem.library",
  other: "phone.problem.other",
};

export function PhoneTrouble({ url }: { url: string | undefined }) {
  const t = useT();
  const { problem } = usePhone();
  if (!problem) return null;
  return (
    <Alert className={css.trouble} color={problem === "microphone" ? "yellow" : "red"} radius={0} role="alert">
      <span className={css.troubleRow}>
        <span>{t(WORDS[problem])}</span>
        {problem === "silent" && url && (
          <Button size="compact-sm" variant="default" component="a" href={url} target="_blank" rel="noopener noreferrer">
            {t("phone.signIn")}
          </Button>
        )}
        {problem !== "microphone" && problem !== "blocked" && (
          <Button size="compact-sm" variant="default" onClick={() => (problem === "library" ? location.reload() : phone.retry())}>
            {t("common.tryAgain")}
          </Button>
        )}
      </span>
    </Alert>
  );
}
