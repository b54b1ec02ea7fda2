/** Sign-in, and the way back in for whoever forgot the password. */
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { queries } from "../api/queries";
import { Mark } from "../app/brand";
import { useT } from "../i18n";
import { ForgotForm } from "./forgot-form";
import { inside } from "./inside";
import { LanguageChoice } from "./language-choice";
import { SignInForm } from "./sign-in-form";
import css from "./sign-in.module.css";

export function SignInPage() {
  const t = useT();
  const [email, setEmail] = useState("");
  const [forgot, setForgot] = useState(false);
  const enter = useEnter();
  useEffect(() => {
    document.title = `${t("signIn.title")} · Frontdesk`;
  }, [t]);
  return (
    <main className={css.page}>
      <div className={css.card}>
        <Mark size={40} />
        {forgot ? (
          <ForgotForm email={email} onBack={() => setForgot(false)} />
        ) : (
          <SignInForm email={email} onEmail={setEmail} onForgot={() => setForgot(true)} onSignedIn={enter} />
        )}
      </div>
      <p className={css.below}>
        {t("signIn.new")} <a href="/signup">{t("signIn.create")}</a>
      </p>
      <LanguageChoice />
    </main>
  );
}

/** To where the person wanted to go; only addresses inside of the console count. */
function useEnter(): () => void {
  const cache = useQueryClient();
  const navigate = useNavigate();
  const { next } = useSearch({ from: "/sign-in" });
  return () => {
    cache.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== queries.session().queryKey[0] });
    void navigate({ href: inside(next) } as never);
  };
}
