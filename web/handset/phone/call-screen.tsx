/** A call on the phone: it rings, it talks, it takes keys, it ends. */
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { ExchangeError } from "../exchange";
import { timeOf } from "../reading";
import type { Reader } from "../words";
import { Keypad } from "./keypad";
import type { Call, Lines } from "./line";
import { isLive, lengthOf, otherEnd } from "./reading";
import { canSpeak, hush, useMuted, useSpeech } from "./speech";

interface Props {
  reader: Reader;
  lines: Lines;
  call: Call;
  aheadMs: number;
  changed(): void;
  close(): void;
}

export function CallScreen({ reader, lines, call, aheadMs, changed, close }: Props) {
  const { t } = reader;
  const [problem, setProblem] = useState("");
  const [muted, mute] = useMuted();
  const live = isLive(call);
  const rings = call.state === "ringing" && call.direction === "outbound";
  useSpeech(call.contact_id, call.transcript, live && !rings, muted);
  const act = (done: Promise<unknown>) => {
    setProblem("");
    done.then(changed, (error: ExchangeError) => setProblem(error.code === "unreachable" ? t("calls.lost") : error.message));
  };
  const press = (keys: string) => {
    hush(); // whoever presses a key has heard enough
    act(lines.press(call.contact_id, keys));
  };
  return (
    <>
      <Head reader={reader} call={call} aheadMs={aheadMs} />
      {rings ? (
        <Ringing reader={reader} answer={() => act(lines.answer(call.contact_id))} decline={() => act(lines.decline(call.contact_id))} />
      ) : (
        <Transcript reader={reader} call={call} />
      )}
      <p class="problem center" role="alert">{problem}</p>
      {live && !rings && (
        <>
          <Keypad reader={reader} press={press} />
          <div class="handle">
            {canSpeak() && (
              <button type="button" aria-pressed={muted} onClick={() => mute(!muted)}>{t("call.mute")}</button>
            )}
            <button type="button" class="hang" onClick={() => act(lines.hangUp(call.contact_id))}>{t("call.hangUp")}</button>
          </div>
        </>
      )}
      {!live && (
        <div class="handle">
          <button type="button" class="main" onClick={close}>{t("call.close")}</button>
        </div>
      )}
    </>
  );
}

function Head({ reader, call, aheadMs }: { reader: Reader; call: Call; aheadMs: number }) {
  const { t } = reader;
  const now = useSeconds(isLive(call)) + aheadMs;
  const length = lengthOf(call, now);
  const number = otherEnd(call);
  return (
    <div class="head">
      <p class="peer-number" dir="ltr">{number ?? t("call.withheld")}</p>
      <p class="quiet" role="status">{t(`call.${call.direction}.${call.state}`)}</p>
      {length && <p class="length" aria-label={t("call.length")}>{length}</p>}
    </div>
  );
}

function useSeconds(ticking: boolean): number {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    if (!ticking) return;
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [ticking]);
  return now;
}

function Ringing({ reader, answer, decline }: { reader: Reader; answer(): void; decline(): void }) {
  const { t } = reader;
  const first = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    const typing = document.activeElement?.matches("input, textarea, select");
    if (!typing) first.current?.focus();
  }, []);
  return (
    <div class="ringing">
      <span class="bell" aria-hidden="true" />
      <div class="handle">
        <button type="button" class="hang" onClick={decline}>{t("call.decline")}</button>
        <button type="button" class="take" ref={first} onClick={answer}>{t("call.answer")}</button>
      </div>
    </div>
  );
}

function Transcript({ reader, call }: { reader: Reader; call: Call }) {
  const { t, locale } = reader;
  const roll = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (roll.current) roll.current.scrollTop = roll.current.scrollHeight;
  }, [call.transcript.length]);
  return (
    <div class="roll" ref={roll} tabIndex={0} role="log" aria-label={t("call.said")}>
      {call.transcript.length === 0 && <p class="quiet center">{t("call.silence")}</p>}
      {call.transcript.map((line, index) => (
        <article key={index} class={line.who === "caller" ? "bubble sent" : "bubble received"}>
          <span class="hidden">{t(`call.who.${line.who}`)}</span>
          <p dir="auto">{line.text}</p>
          <span class="meta">
            <time dateTime={line.at}>{timeOf(line.at, locale)}</time>
            {line.who === "agent" && <span>{t("call.who.agent")}</span>}
          </span>
        </article>
      ))}
    </div>
  );
}
