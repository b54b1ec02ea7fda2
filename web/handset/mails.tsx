/** The mails that were sent, newest first, and the one that is opened. */
import { useEffect, useState } from "preact/hooks";
import { listMails, type Mail, type Mails } from "./exchange";
import { momentOf, piecesOf } from "./reading";
import type { Reader } from "./words";

interface Props {
  reader: Reader;
  address: string;
  news: number;
  go(address: string): void;
}

export function MailBox({ reader, address, news, go }: Props) {
  const { t } = reader;
  const [box, setBox] = useState<Mails | null>(null);
  const [failed, setFailed] = useState(false);
  const [opened, setOpened] = useState("");
  useEffect(() => {
    let stale = false;
    listMails(address).then(
      (found) => !stale && (setBox(found), setFailed(false)),
      () => !stale && setFailed(true),
    );
    return () => void (stale = true);
  }, [address, news]);
  const mail = box?.mails.find(({ id }) => id === opened) ?? box?.mails[0];
  return (
    <div class="columns mails">
      <section class="side" aria-labelledby="mails">
        <h2 id="mails">{t("tab.mails")}</h2>
        <Addresses reader={reader} box={box} address={address} go={go} />
        {failed && (
          <p class="notice" role="alert">
            {t("mails.failed")}
          </p>
        )}
        {!box && !failed && <p class="quiet">{t("loading")}</p>}
        {box?.mails.length === 0 && <p class="quiet">{t("mails.empty")}</p>}
        <ul class="lines">
          {box?.mails.map((each) => (
            <li key={each.id}>
              <button type="button" class="line" aria-current={each === mail ? "true" : undefined} onClick={() => setOpened(each.id)}>
                <b>{each.subject}</b>
                <span class="last">{each.to.join(", ")}</span>
                <span class="quiet">{momentOf(each.at, reader.locale)}</span>
              </button>
            </li>
          ))}
        </ul>
      </section>
      {mail ? <MailView key={mail.id} reader={reader} mail={mail} /> : null}
    </div>
  );
}

function Addresses({ reader, box, address, go }: { reader: Reader; box: Mails | null; address: string; go(address: string): void }) {
  const { t } = reader;
  return (
    <label>
      {t("mails.to")}
      <select value={address} onChange={(event) => go(event.currentTarget.value)}>
        <option value="">{t("mails.everybody")}</option>
        {box?.addresses.map((each) => (
          <option key={each.address} value={each.address}>
            {each.address} ({each.count})
          </option>
        ))}
      </select>
    </label>
  );
}

function MailView({ reader, mail }: { reader: Reader; mail: Mail }) {
  const { t, locale } = reader;
  return (
    <article class="mail" aria-labelledby="subject">
      <h2 id="subject">{mail.subject}</h2>
      <dl>
        <div>
          <dt>{t("mails.from")}</dt>
          <dd>{mail.from}</dd>
        </div>
        <div>
          <dt>{t("mails.to")}</dt>
          <dd>{mail.to.join(", ")}</dd>
        </div>
        <div>
          <dt>{t("mails.at")}</dt>
          <dd>{momentOf(mail.at, locale)}</dd>
        </div>
      </dl>
      {mail.html && mail.links.length > 0 && (
        <ul class="links" aria-label={t("mails.links")}>
          {mail.links.map((link) => (
            <li key={link}>
              <a href={link} target="_blank" rel="noopener noreferrer">
                {link}
              </a>
            </li>
          ))}
        </ul>
      )}
      {mail.html ? <Page title={mail.subject} html={mail.html} /> : <Plain mail={mail} />}
    </article>
  );
}

/** What was sent is shown unchanged, but in a frame that can run nothing; its links open in a new tab. */
function Page({ title, html }: { title: string; html: string }) {
  return (
    <iframe
      title={title}
      sandbox="allow-popups allow-popups-to-escape-sandbox"
      srcdoc={`<base target="_blank"><meta name="referrer" content="no-referrer">${html}`}
    />
  );
}

function Plain({ mail }: { mail: Mail }) {
  return (
    <p class="plain" dir="auto">
      {piecesOf(mail.text ?? "", mail.links).map(({ text, link }, index) =>
        link ? (
          <a key={index} href={text} target="_blank" rel="noopener noreferrer">
            {text}
          </a>
        ) : (
          text
        ),
      )}
    </p>
  );
}
