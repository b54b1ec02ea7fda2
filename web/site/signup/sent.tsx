/** After the form: the letter is under way, and what to do when it doesn't come. */
import { useEffect, useRef } from "preact/hooks";
import { useText } from "../language";
import { Resend } from "../parts/resend";

export function Sent({ email, change }: { email: string; change: () => void }) {
  const { t } = useText();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    window.scrollTo({ top: 0, behavior: "instant" });
    heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <section class="sent">
      <h1 ref={heading} tabIndex={-1}>{t("sent.heading")}</h1>
      <p class="section-lead">{t("sent.text")}</p>
      <p class="sent-address">{email}</p>
      <ul class="plain-list">
        <li>{t("sent.spam")}</li>
        <li>{t("sent.once")}</li>
      </ul>
      <Resend email={email} />
      <p><button type="button" class="link" onClick={change}>{t("sent.change")}</button></p>
    </section>
  );
}
