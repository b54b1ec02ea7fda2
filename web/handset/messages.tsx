/** The phones of the patients, and the thread of the one that is picked up. */
import { useState } from "preact/hooks";
import type { PhoneLine } from "./exchange";
import { momentOf, numberOf } from "./reading";
import { ThreadView } from "./thread";
import type { Reader } from "./words";

interface Props {
  reader: Reader;
  phones: PhoneLine[] | null;
  phone: string;
  news: { phone: string; count: number };
  go(phone: string): void;
}

export function Messages({ reader, phones, phone, news, go }: Props) {
  const { t } = reader;
  return (
    <div class={phone ? "columns opened" : "columns"}>
      <section class="side" aria-labelledby="phones">
        <h2 id="phones">{t("phones")}</h2>
        <PickUp reader={reader} go={go} />
        {!phones && <p class="quiet">{t("loading")}</p>}
        {phones?.length === 0 && <p class="quiet">{t("phones.empty")}</p>}
        <ul class="lines">
          {phones?.map((line) => (
            <li key={line.phone}>
              <Line reader={reader} line={line} open={line.phone === phone} go={go} />
            </li>
          ))}
        </ul>
      </section>
      {phone ? (
        <ThreadView key={phone} reader={reader} phone={phone} news={news} close={() => go("")} />
      ) : (
        <section class="empty">
          <h2>{t("thread.none")}</h2>
          <p>{t("thread.none.text")}</p>
        </section>
      )}
    </div>
  );
}

/** A phone that nobody wrote to yet can write first. */
function PickUp({ reader, go }: { reader: Reader; go(phone: string): void }) {
  const { t } = reader;
  const [typed, setTyped] = useState("");
  const [wrong, setWrong] = useState(false);
  const submit = (event: Event) => {
    event.preventDefault();
    const number = numberOf(typed);
    setWrong(!number);
    if (!number) return;
    setTyped("");
    go(number);
  };
  return (
    <form class="pick" onSubmit={submit} noValidate>
      <label for="number">{t("number")}</label>
      <div class="row">
        <input
          id="number"
          type="tel"
          dir="ltr"
          placeholder="+44 7700 900123"
          value={typed}
          aria-invalid={wrong}
          aria-describedby="number-problem"
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
        <button type="submit">{t("number.open")}</button>
      </div>
      <span class="problem" id="number-problem" role="alert">
        {wrong && t("number.wrong")}
      </span>
    </form>
  );
}

interface LineProps {
  reader: Reader;
  line: PhoneLine;
  open: boolean;
  go(phone: string): void;
}

function Line({ reader, line, open, go }: LineProps) {
  const { t, locale } = reader;
  const { phone, unread, last } = line;
  return (
    <button type="button" class="line" aria-current={open ? "true" : undefined} onClick={() => go(phone)}>
      <span class="top">
        <b dir="ltr">{phone}</b>
        {unread > 0 && (
          <span class="badge">
            {unread}
            <span class="hidden"> {t("unread")}</span>
          </span>
        )}
      </span>
      {last && <span class="last">{last.text}</span>}
      {last && <span class="quiet">{momentOf(last.at, locale)}</span>}
    </button>
  );
}
