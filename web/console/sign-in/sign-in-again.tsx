/** Whoever is signed out in mid-call or mid-sentence signs in over the page that they are on. */
import { getDefaultZIndex, Modal, Text } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { queries } from "../api/queries";
import { useT } from "../i18n";
import { useSession } from "../parts/use-session";
import { ASKED, isCalling } from "./ask-again";
import { SignInForm } from "./sign-in-form";

export function SignInAgain() {
  const t = useT();
  const cache = useQueryClient();
  const { user } = useSession();
  const [asked, setAsked] = useState(false);
  const [email, setEmail] = useState(user.email);
  useEffect(() => {
    const ask = (): void => setAsked(true);
    addEventListener(ASKED, ask);
    return () => removeEventListener(ASKED, ask);
  }, []);
  const entered = (): void => {
    const now = cache.getQueryData(queries.session().queryKey);
    if (now && now.user.id !== user.id) return location.reload();
    setAsked(false);
    void cache.invalidateQueries();
  };
  return (
    <Modal opened={asked} zIndex={getDefaultZIndex("overlay")} onClose={() => setAsked(false)} title={t("signIn.again")} closeButtonProps={{ "aria-label": t("common.close") }}>
      <Text mb="md">{t(isCalling() ? "signIn.againText" : "signIn.againTyped")}</Text>
      <SignInForm email={email} onEmail={setEmail} onForgot={() => void open("/console/sign-in", "_blank", "noopener")} onSignedIn={entered} />
    </Modal>
  );
}
