/** E-mail and password, with a plain sentence for each way in which it can fail. */
import { Alert, Anchor, Button, PasswordInput, TextInput, Title } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useRef, useState } from "react";
import { Problem } from "../../shared/problem";
import { queries } from "../api/queries";
import { send, signIn } from "../api/send";
import { useT, useWords } from "../i18n";
import { sayFailed, said, sentenceOf } from "../parts/say";
import css from "./sign-in.module.css";

type Props = { email: string; onEmail: (email: string) => void; onForgot: () => void; onSignedIn: () => void };

export function SignInForm({ email, onEmail, onForgot, onSignedIn }: Props) {
  const t = useT();
  const [password, setPassword] = useState("");
  const cache = useQueryClient();
  const field = useRef<HTMLInputElement>(null);
  const enter = useMutation({
    mutationFn: () => signIn(email.trim(), password),
    onSuccess: (session) => {
      cache.setQueryData(queries.session().queryKey, session);
      onSignedIn();
    },
    onError: () => field.current?.select(),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    enter.mutate();
  };
  return (
    <form onSubmit={submit} className={css.form}>
      <Title order={1} className={css.title}>
        {t("signIn.title")}
      </Title>
      {enter.error && <WhyNot error={enter.error} email={email} />}
      <TextInput label={t("field.email")} type="email" autoComplete="username" required withAsterisk={false} autoFocus
        value={email} onChange={(event) => onEmail(event.currentTarget.value)} />
      <PasswordInput ref={field} label={t("field.password")} autoComplete="current-password" required withAsterisk={false}
        value={password} onChange={(event) => setPassword(event.currentTarget.value)}
        visibilityToggleButtonProps={{ "aria-label": t("signIn.showPassword"), "aria-hidden": false, tabIndex: 0 }} />
      <Button type="submit" fullWidth size="md" loading={enter.isPending}>
        {t("signIn.submit")}
      </Button>
      <Anchor component="button" type="button" size="sm" onClick={onForgot}>
        {t("signIn.forgot")}
      </Anchor>
    </form>
  );
}

function WhyNot({ error, email }: { error: Error; email: string }) {
  const { t, language } = useWords();
  const problem = error instanceof Problem ? error : null;
  const resend = useMutation({
    mutationFn: () => send("POST", "/api/signup/resend", {}, { email: email.trim() }),
    onSuccess: () => said(t("signIn.resent")),
    onError: (failure) => sayFailed(failure, t),
  });
  const known: Record<string, string> = {
    unauthenticated: t("signIn.wrong"),
    invalid: t("signIn.wrong"),
    unconfirmed: t("signIn.unconfirmed"),
    locked: lockedText(problem?.fields.retry_at),
  };
  function lockedText(retryAt: unknown): string {
    const until = new Date(String(retryAt));
    if (Number.isNaN(until.getTime())) return t("signIn.locked");
    const time = until.toLocaleTimeString(language, { hour: "2-digit", minute: "2-digit" });
    return t("signIn.lockedUntil", { time });
  }
  return (
    <Alert color={problem?.code === "unconfirmed" ? "yellow" : "red"} role="alert">
      {known[problem?.code ?? ""] ?? sentenceOf(error, t)}
      {problem?.code === "unconfirmed" && (
        <Button mt="xs" size="compact-sm" variant="default" loading={resend.isPending} onClick={() => resend.mutate()}>
          {t("signIn.resend")}
        </Button>
      )}
    </Alert>
  );
}
