/** The calls of one phone: ring the clinic, be rung, press keys, and see the way that the call takes. */
import { useEffect, useState } from "preact/hooks";
import { numberOf } from "../reading";
import type { Reader } from "../words";
import { CallScreen } from "./call-screen";
import { Dial } from "./dial";
import { isLive } from "./reading";
import { Path } from "./path";
import { type Exchanges, useCall } from "./use-calls";

interface Props {
  reader: Reader;
  exchanges: Exchanges;
  /** The phone in the hand; "" while none is chosen. */
  phone: string;
  phones: string[];
  /** Milliseconds by which the product's clock runs ahead. */
  aheadMs: number;
  go(phone: string): void;
}

export function Calls(props: Props) {
  const { reader, exchanges, phone } = props;
  const { t } = reader;
  if (!exchanges.exchange) return <p class="empty" role="status">{t("loading")}</p>;
  if (!exchanges.lines) {
    return (
      <section class="empty">
        <h2>{t("calls.none")}</h2>
        <p>{t("calls.none.text")}</p>
      </section>
    );
  }
  return (
    <>
      {exchanges.lost && <p class="notice" role="alert">{t("calls.lost")}</p>}
      {phone ? <Held key={phone} {...props} /> : <Choice {...props} />}
    </>
  );
}

/** Which phone is in the hand: one that texts went to, or any number. */
function Choice({ reader, phones, go }: Props) {
  const { t } = reader;
  const [typed, setTyped] = useState("");
  const [wrong, setWrong] = useState(false);
  const submit = (event: Event) => {
    event.preventDefault();
    const number = numberOf(typed);
    setWrong(!number);
    if (number) go(number);
  };
  return (
    <section class="side choice" aria-labelledby="whose">
      <h2 id="whose">{t("calls.whose")}</h2>
      <p class="quiet">{t("calls.whose.text")}</p>
      <form class="pick" onSubmit={submit} noValidate>
        <label for="own">{t("calls.own")}</label>
        <div class="row">
          <input id="own" type="tel" dir="ltr" placeholder="+44 7700 900123" value={typed} aria-invalid={wrong}
            aria-describedby="own-problem" onInput={(event) => setTyped(event.currentTarget.value)} />
          <button type="submit" class="main">{t("calls.take")}</button>
        </div>
        <span class="problem" id="own-problem" role="alert">{wrong && t("number.wrong")}</span>
      </form>
      {phones.length > 0 && (
        <ul class="lines">
          {phones.map((each) => (
            <li key={each}>
              <button type="button" class="line" dir="ltr" onClick={() => go(each)}>{each}</button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Held({ reader, exchanges, phone, aheadMs, go }: Props) {
  const { t } = reader;
  const { lines, exchange, news } = exchanges;
  const { call, loading, load, take } = useCall(lines, phone, news);
  if (!lines || !exchange) return null;
  useEffect(exchanges.refresh, []);
  const shown = call && (isLive(call) || call.transcript.length > 0 || call.ended_at) ? call : null;
  return (
    <div class={shown ? "columns calling" : "columns idle"}>
      <section class="phone" aria-labelledby="held">
        <header class="owner">
          <button type="button" class="back always" onClick={() => go("")}>{t("phones")}</button>
          <h2 id="held" dir="ltr">{phone}</h2>
        </header>
        {loading && <p class="quiet center" role="status">{t("loading")}</p>}
        {!loading && !shown && (
          <Dial reader={reader} lines={lines} numbers={exchange.numbers} phone={phone} rung={(id) => void lines.show(id).then(take, () => undefined)} />
        )}
        {shown && <CallScreen reader={reader} lines={lines} call={shown} aheadMs={aheadMs} changed={load} close={() => take(null)} />}
      </section>
      {shown && <Path reader={reader} steps={shown.steps} />}
    </div>
  );
}
