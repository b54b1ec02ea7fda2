/** What the patient answers: one of the usual words, or their own. */
import { useEffect, useState } from "preact/hooks";
import { type ExchangeError, listNumbers, reply } from "./exchange";
import type { Reader } from "./words";

const QUICK = ["YES", "NO", "STOP", "1"];

interface Props {
  reader: Reader;
  phone: string;
  /** Clinics that wrote to this phone, the latest first. */
  peers: string[];
  sent(): void;
}

export function ReplyBox({ reader, phone, peers, sent }: Props) {
  const { t } = reader;
  const [text, setText] = useState("");
  const [to, setTo] = useState("");
  const [numbers, setNumbers] = useState<string[]>([]);
  const [problem, setProblem] = useState("");
  const [busy, setBusy] = useState(false);
  useEffect(() => void listNumbers().then(setNumbers, () => undefined), [peers.length]);
  const choices = peers.length ? peers : numbers;
  const peer = to || choices[0] || "";

  const send = async (words: string) => {
    if (busy || !words.trim()) return;
    setBusy(true);
    setProblem("");
    try {
      await reply(phone, words, peer);
      if (words === text) setText("");
      sent();
    } catch (error) {
      setProblem((error as ExchangeError).message || t("offline"));
    }
    setBusy(false);
  };

  return (
    <form
      class="reply"
      onSubmit={(event) => {
        event.preventDefault();
        void send(text);
      }}
    >
      {choices.length > 1 && (
        <label class="peer">
          {t("reply.to")}
          <select value={peer} dir="ltr" onChange={(event) => setTo(event.currentTarget.value)}>
            {choices.map((number) => (
              <option key={number} value={number}>
                {number}
              </option>
            ))}
          </select>
        </label>
      )}
      <div class="quick" role="group" aria-label={t("reply.quick")}>
        {QUICK.map((word) => (
          <button key={word} type="button" disabled={busy || !peer} onClick={() => void send(word)}>
            {word}
          </button>
        ))}
      </div>
      <div class="row">
        <label for="words" class="hidden">
          {t("reply.text")}
        </label>
        <input
          id="words"
          dir="auto"
          autocomplete="off"
          maxLength={1600}
          placeholder={t("reply.text")}
          value={text}
          aria-describedby="words-problem"
          onInput={(event) => setText(event.currentTarget.value)}
        />
        <button type="submit" class="main" disabled={busy || !peer}>
          {t("reply.send")}
        </button>
      </div>
      <span class="problem" id="words-problem" role="alert">
        {problem}
      </span>
      {!peer && <span class="quiet">{t("reply.nobody")}</span>}
    </form>
  );
}
