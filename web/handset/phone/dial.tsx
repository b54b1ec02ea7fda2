/** The phone at rest: whom to ring, and whether the own number is shown. */
import { useState } from "preact/hooks";
import type { ExchangeError } from "../exchange";
import { numberOf } from "../reading";
import type { Reader } from "../words";
import type { Exchange, Lines } from "./line";

interface Props {
  reader: Reader;
  lines: Lines;
  numbers: Exchange["numbers"];
  phone: string;
  /** A call without a number is known by its id alone. */
  rung(contactId: string): void;
}

export function Dial({ reader, lines, numbers, phone, rung }: Props) {
  const { t } = reader;
  const [own, setTyped] = useState<string | null>(null);
  const typed = own ?? numbers[0]?.number ?? "";
  const [withheld, setWithheld] = useState(false);
  const [problem, setProblem] = useState("");
  const [busy, setBusy] = useState(false);

  const ring = async (to: string) => {
    if (busy) return;
    const number = numberOf(to);
    setProblem(number ? "" : t("number.wrong"));
    if (!number) return;
    setBusy(true);
    try {
      rung((await lines.ring(withheld ? null : phone, number)).contact_id);
    } catch (error) {
      const { code, message } = error as ExchangeError;
      setProblem(code === "unreachable" ? t("calls.lost") : message);
    }
    setBusy(false);
  };

  return (
    <form
      class="dial"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void ring(typed);
      }}
    >
      <label for="dial">{t("dial.to")}</label>
      <input id="dial" type="tel" dir="ltr" placeholder="+1 202 555 0100" value={typed} aria-invalid={problem !== ""}
        aria-describedby="dial-problem" onInput={(event) => setTyped(event.currentTarget.value)} />
      <span class="problem" id="dial-problem" role="alert">{problem}</span>
      <label class="check">
        <input type="checkbox" checked={withheld} onChange={(event) => setWithheld(event.currentTarget.checked)} />
        {t("dial.withheld")}
      </label>
      <button type="submit" class="main ring" disabled={busy}>{t("dial.ring")}</button>
      {numbers.length === 0 && <p class="quiet">{t("dial.nobody")}</p>}
      {numbers.length > 0 && (
        <ul class="lines" aria-label={t("dial.clinics")}>
          {numbers.map(({ number, name }) => (
            <li key={number}>
              <button type="button" class="line" aria-current={number === typed ? "true" : undefined} onClick={() => setTyped(number)}>
                <b>{name || t("dial.clinic")}</b>
                <span class="quiet" dir="ltr">{number}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </form>
  );
}
