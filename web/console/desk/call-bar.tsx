/** The bar above every page: the operator's state, the call that rings or is spoken, and what can be done with it. */
import { Button } from "@mantine/core";
import {
  IconArrowsJoin, IconArrowsLeftRight, IconDialpad, IconId, IconMicrophone, IconMicrophoneOff, IconPhone, IconPhoneOff,
  IconPlayerPause, IconPlayerPlay, IconTransfer,
} from "@tabler/icons-react";
import type { ComponentType } from "react";
import type { Pop } from "../api/call-shapes";
import { now } from "../api/clock";
import { type Key, useT } from "../i18n";
import { sayRefused } from "./say-phone";
import { AgentMenu } from "./agent-menu";
import css from "./call-bar.module.css";
import { KeysHelp } from "./keys-help";
import { lengthOf, type PhoneCall } from "./phone/call-model";
import { perform, type Tool } from "./phone/perform";
import { type Act, KEY_OF } from "./phone/shortcuts";
import { phone, usePhone, useSeconds } from "./phone/use-phone";
import { Keypad } from "./tools/keypad";
import { TransferForm } from "./tools/transfer-form";
import { callerName } from "./words";

type Props = { pop: Pop | undefined; tool: Tool; onTool: (tool: Tool) => void; cardOpen: boolean; onCard: () => void };

export function CallBar({ pop, tool, onTool, cardOpen, onCard }: Props) {
  const t = useT();
  const { call, status } = usePhone();
  return (
    <section className={css.bar} aria-label={t("phone.bar")} data-state={call?.state ?? "idle"}>
      <AgentMenu />
      {!call && <p className={css.idle} role="status">{t(status === "ready" ? "phone.idle" : "phone.starting")}</p>}
      {call && <Who call={call} pop={pop} />}
      {call && <Actions call={call} tool={tool} onTool={onTool} cardOpen={cardOpen} onCard={onCard} />}
      <KeysHelp />
      {call && tool === "keypad" && <Keypad onClose={() => onTool(null)} />}
      {call && tool === "transfer" && <TransferForm onClose={() => onTool(null)} />}
      {call?.third && <Third call={call} />}
    </section>
  );
}

function Who({ call, pop }: { call: PhoneCall; pop: Pop | undefined }) {
  const t = useT();
  const name = callerName(pop, call.number, t);
  const ringing = call.state === "ringing";
  return (
    <div className={css.who}>
      <p className={css.name}>
        <bdi>{name}</bdi>
        <Length call={call} />
      </p>
      <p className={css.state} role={ringing ? "alert" : "status"}>
        {t(`phone.call.${call.state}`)}
        {ringing && <span className="only-read">{`: ${name}`}</span>}
        {call.queue && <span className={css.queue}>{` · ${call.queue}`}</span>}
      </p>
    </div>
  );
}

/** Told by the softphone's clock, which is the browser's; what it shows never runs backwards from zero. */
function Length({ call }: { call: PhoneCall }) {
  const t = useT();
  const ahead = now().getTime() - Date.now();
  const length = useSeconds() - call.since;
  const shown = Math.abs(length - ahead) < Math.abs(length) ? length - ahead : length;
  return <span className={`${css.length} numbers`} role="timer" aria-label={t("phone.length")}>{lengthOf(shown)}</span>;
}

type ActionProps = { call: PhoneCall } & Omit<Props, "pop">;

function Actions({ call, tool, onTool, cardOpen, onCard }: ActionProps) {
  const { muted } = usePhone();
  const { state } = call;
  const live = state === "talking" || state === "held";
  return (
    <div className={css.actions}>
      {state === "ringing" && <Labelled act="accept" icon={IconPhone} label="phone.accept" tone="good" />}
      {state === "ringing" && <Labelled act="end" icon={IconPhoneOff} label="phone.reject" tone="bad" />}
      {live && <Round act="hold" icon={state === "held" ? IconPlayerPlay : IconPlayerPause} label={state === "held" ? "phone.resume" : "phone.hold"} on={state === "held"} />}
      {(live || state === "dialling") && <Round act="mute" icon={muted ? IconMicrophoneOff : IconMicrophone} label={muted ? "phone.unmute" : "phone.mute"} on={muted} />}
      {state === "talking" && <Round act="keypad" icon={IconDialpad} label="phone.keypad" on={tool === "keypad"} onClick={() => onTool(tool === "keypad" ? null : "keypad")} />}
      {live && !call.third && <Round act="transfer" icon={IconTransfer} label="phone.transfer" on={tool === "transfer"} onClick={() => onTool(tool === "transfer" ? null : "transfer")} />}
      <Round act="card" icon={IconId} label={cardOpen ? "phone.hideCard" : "phone.showCard"} on={cardOpen} onClick={onCard} />
      {(live || state === "dialling") && <Labelled act="end" icon={IconPhoneOff} label="phone.hangUp" tone="bad" />}
    </div>
  );
}

type ButtonProps = { act: Act; icon: ComponentType<{ size?: number; stroke?: number; "aria-hidden"?: boolean }>; label: Key; onClick?: () => void };

function useDo(act: Act, onClick?: () => void): () => void {
  const t = useT();
  if (onClick || act === "transfer" || act === "keypad" || act === "card" || act === "note") return onClick ?? (() => undefined);
  return () => void perform(act).catch(() => sayRefused(t));
}

function Labelled({ act, icon: Icon, label, tone, onClick }: ButtonProps & { tone: "good" | "bad" }) {
  const t = useT();
  return (
    <button type="button" className={`${css.labelled} ${css[tone]}`} aria-keyshortcuts={`Alt+${KEY_OF[act]}`} onClick={useDo(act, onClick)}>
      <Icon size={18} stroke={1.8} aria-hidden />
      <span className={css.text}>{t(label)}</span>
      <kbd aria-hidden>{`Alt ${KEY_OF[act]}`}</kbd>
    </button>
  );
}

function Round({ act, icon: Icon, label, on, onClick }: ButtonProps & { on: boolean }) {
  const t = useT();
  return (
    <button type="button" className={css.round} aria-pressed={on} aria-label={t(label)} title={`${t(label)} (Alt+${KEY_OF[act]})`}
      aria-keyshortcuts={`Alt+${KEY_OF[act]}`} onClick={useDo(act, onClick)}>
      <Icon size={20} stroke={1.7} aria-hidden />
    </button>
  );
}

/** The colleague or number that was rung while the caller waits. */
function Third({ call }: { call: PhoneCall }) {
  const t = useT();
  const { third, joined } = call;
  const act = (done: Promise<void>): void => void done.catch(() => sayRefused(t));
  if (!third) return null;
  const words = joined ? "phone.third.joined" : third.connected ? "phone.third.talking" : third.held ? "phone.third.held" : "phone.third.ringing";
  return (
    <div className={css.third}>
      <p role="status">{t(words, { name: third.label })}</p>
      <div className={css.actions}>
        <Button size="sm" h={36} leftSection={<IconTransfer size={16} aria-hidden />} onClick={() => act(phone.hangUp())}>{t("phone.handOver")}</Button>
        {!joined && third.connected && (
          <Button size="sm" h={36} variant="default" leftSection={<IconArrowsJoin size={16} aria-hidden />} onClick={() => act(phone.join())}>{t("phone.join")}</Button>
        )}
        {!joined && (third.connected || third.held) && (
          <Button size="sm" h={36} variant="default" leftSection={<IconArrowsLeftRight size={16} aria-hidden />} onClick={() => act(phone.swap())}>{t("phone.swap")}</Button>
        )}
        <Button size="sm" h={36} variant="subtle" color="red" onClick={() => act(phone.dropThird())}>{t("phone.dropThird")}</Button>
      </div>
    </div>
  );
}
