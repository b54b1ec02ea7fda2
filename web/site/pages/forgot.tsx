/** The forgotten password: asks where to send the link. The answer tells nobody who has an account. */
import { useState } from "preact/hooks";
import { forgot } from "../api";
import { useText } from "../language";
import { EmailOnce } from "../parts/email-once";
import { Notice } from "../parts/notice";
import { Sheet } from "../parts/sheet";

export default function Forgot() {
  const { t } = useText();
  const [sentTo, setSentTo] = useState("");
  const send = async (email: string): Promise<void> => {
    await forgot(email);
    setSentTo(email);
  };
  return (
    <Sheet title={t("forgot.title")}>
      {sentTo ? <Notice kind="good">{t("forgot.sent", { email: sentTo })}</Notice> : (
        <>
          <p>{t("forgot.text")}</p>
          <EmailOnce submit={t("forgot.submit")} send={send} />
        </>
      )}
      <p class="quiet"><a href="/console/sign-in">{t("forgot.back")}</a></p>
    </Sheet>
  );
}
