/** The telephone of the console: softphone, call bar and card. Lives in the shell, so that a call outlasts every page. */
import { Alert, Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";
import type { DeskSession } from "../api/call-shapes";
import { queries } from "../api/queries";
import { useT } from "../i18n";
import { sentenceOf } from "../parts/say";
import { sayRefused } from "./say-phone";
import { CallBar } from "./call-bar";
import css from "./call-desk.module.css";
import { CallCard } from "./card/call-card";
import { NOTE } from "./card/wrap-up-form";
import { perform, type Tool } from "./phone/perform";
import { actOf, type Act } from "./phone/shortcuts";
import { phone, usePhone } from "./phone/use-phone";
import { PhoneTrouble } from "./phone-trouble";

export function CallDesk() {
  const t = useT();
  const { call } = usePhone();
  const [tool, setTool] = useState<Tool>(null);
  const [cardOpen, setCardOpen] = useState(true);
  const frame = useRef<HTMLDivElement>(null);
  const top = useTop();
  const session = useSoftphone(frame);
  const pop = useQuery({ ...queries.pop(call?.callId ?? ""), enabled: call !== null });

  useEffect(() => {
    setTool(null);
    setCardOpen(true);
  }, [call?.contactId]);
  const shown = call !== null && cardOpen;
  useEffect(() => {
    document.documentElement.toggleAttribute("data-card", shown);
    document.documentElement.toggleAttribute("data-calling", call !== null);
    return () => ["data-card", "data-calling"].forEach((name) => document.documentElement.removeAttribute(name));
  }, [shown, call !== null]);
  useShortcuts((act) => {
    if (act === "transfer" || act === "keypad") setTool((open) => (open === act ? null : act));
    else if (act === "card") setCardOpen((open) => !open);
    else if (act === "note") {
      flushSync(() => setCardOpen(true));
      document.getElementById(NOTE)?.focus();
    }
    else perform(act).catch(() => sayRefused(t));
  });

  return (
    <>
      <div ref={top} className={css.top}>
        <div ref={frame} className={css.frame} aria-hidden inert />
        <CallBar pop={pop.data} tool={tool} onTool={setTool} cardOpen={cardOpen} onCard={() => setCardOpen(!cardOpen)} />
        {session.error ? (
          <Alert className={css.trouble} color="red" radius={0} role="alert">
            {sentenceOf(session.error, t)}{" "}
            <Button size="compact-sm" variant="default" onClick={() => void session.refetch()}>{t("common.tryAgain")}</Button>
          </Alert>
        ) : (
          <PhoneTrouble url={session.data?.ccp_url} />
        )}
      </div>
      {call && <CallCard key={call.callId} call={call} pop={pop} open={cardOpen} onClose={() => setCardOpen(false)} />}
    </>
  );
}

/** The card hangs below the bar, however high the bar is now. */
function useTop(): React.RefObject<HTMLDivElement | null> {
  const top = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const watch = new ResizeObserver(([entry]) =>
      document.documentElement.style.setProperty("--desk-top", `${entry?.borderBoxSize[0]?.blockSize ?? 0}px`));
    if (top.current) watch.observe(top.current);
    return () => watch.disconnect();
  }, []);
  return top;
}

/** The frame is opened once; leaving the console or turning the phone off takes it away. */
function useSoftphone(frame: React.RefObject<HTMLDivElement | null>) {
  const t = useT();
  const session = useQuery(queries.desk());
  const url = session.data && frameOf(session.data);
  useEffect(() => {
    if (url && frame.current) void phone.start(url, frame.current, t("phone.frame"));
  }, [url]);
  useEffect(() => () => phone.stop(), []);
  return session;
}

/** Connect knows by its own sign-in whose phone it is; the local exchange is told. */
function frameOf({ ccp_url, username }: DeskSession): string {
  const url = new URL(ccp_url);
  url.searchParams.set("user", username);
  return url.href;
}

function useShortcuts(act: (act: Act) => void): void {
  const latest = useRef(act);
  latest.current = act;
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      const meant = actOf(event, phone.view().call);
      if (!meant) return;
      event.preventDefault();
      latest.current(meant);
    };
    addEventListener("keydown", pressed);
    return () => removeEventListener("keydown", pressed);
  }, []);
}
