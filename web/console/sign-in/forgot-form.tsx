/** Asks for the mail with a new-password link; the answer never tells whether the address is known. */
import { Alert, Anchor, Button, TextInput, Title } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { forgot } from "../api/send";
import { useT } from "../i18n";
import { sentenceOf } from "../parts/say";
import css from "./sign-in.module.css";

export function ForgotForm({ email: typed, onBack }: { email: string; onBack: () => void }) {
  const t = useT();
  const [email, setEmail] = useState(typed);
  const ask = useMutation({ mutationFn: () => forgot(email.trim()) });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    ask.mutate();
  };
  return (
    <form onSubmit={submit} className={css.form}>
      <Title order={1} className={css.title}>
        {t("forgot.title")}
      </Title>
      {ask.isSuccess ? (
        <Alert role="status">{t("forgot.sent", { email: email.trim() })}</Alert>
      ) : (
        <>
          <p className={css.text}>{t("forgot.text")}</p>
          {ask.error && (
            <Alert color="red" role="alert">
              {sentenceOf(ask.error, t)}
            </Alert>
          )}
          <TextInput label={t("field.email")} type="email" autoComplete="username" required withAsterisk={false} autoFocus
            value={email} onChange={(event) => setEmail(event.currentTarget.value)} />
          <Button type="submit" fullWidth size="md" loading={ask.isPending}>
            {t("forgot.submit")}
          </Button>
        </>
      )}
      <Anchor component="button" type="button" size="sm" onClick={onBack}>
        {t("forgot.back")}
      </Anchor>
    </form>
  );
}
