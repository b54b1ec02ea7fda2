/** One phone's texts as its owner sees them, and the box to answer. */
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { markRead, showThread, type Text, type Thread } from "./exchange";
import { daysOf, joined, piecesOf, timeOf } from "./reading";
import { ReplyBox } from "./reply";
import type { Reader } from "./words";

interface Props {
  reader: Reader;
  phone: string;
  news: { phone: string; count: number };
  close(): void;
}

export function ThreadView({ reader, phone, news, close }: Props) {
  const { t } = reader;
  const { thread, load, older } = useThread(phone, news);
  const roll = useRef<HTMLDivElement>(null);
  const newest = thread?.messages.at(-1)?.id;
  useLayoutEffect(() => {
    if (roll.current) roll.current.scrollTop = roll.current.scrollHeight;
  }, [newest]);
  return (
    <section class="phone" aria-labelledby="owner">
      <header class="owner">
        <button type="button" class="back" onClick={close}>
          {t("phones")}
        </button>
        <h2 id="owner" dir="ltr">
          {phone}
        </h2>
      </header>
      {thread && thread.opted_out_of.length > 0 && <p class="notice">{t("opted_out")}</p>}
      <div class="roll" ref={roll} tabIndex={0} role="log" aria-label={t("thread", { phone })}>
        {thread?.before && (
          <button type="button" class="older" onClick={older}>
            {t("older")}
          </button>
        )}
        {thread?.messages.length === 0 && <p class="quiet center">{t("thread.empty")}</p>}
        {daysOf(thread?.messages ?? [], reader.locale).map(({ day, messages }) => (
          <div key={day} class="day">
            <h3>{day}</h3>
            {messages.map((message) => (
              <Bubble key={message.id} reader={reader} message={message} many={(thread?.peers.length ?? 0) > 1} />
            ))}
          </div>
        ))}
      </div>
      <ReplyBox reader={reader} phone={phone} peers={thread?.peers ?? []} sent={load} />
    </section>
  );
}

function useThread(phone: string, news: Props["news"]) {
  const [thread, setThread] = useState<Thread | null>(null);
  const load = async () => {
    const found = await showThread(phone).catch(() => null);
    if (!found) return;
    setThread((old) => (old && old.before === null ? { ...found, before: null, messages: joined(old.messages, found.messages) } : found));
    if (found.unread && document.visibilityState === "visible") await markRead(phone).catch(() => undefined);
  };
  const older = async () => {
    if (!thread?.before) return;
    const found = await showThread(phone, thread.before).catch(() => null);
    if (found) setThread({ ...thread, before: found.before, messages: joined(found.messages, thread.messages) });
  };
  useEffect(() => void load(), [phone]);
  useEffect(() => {
    if (!news.phone || news.phone === phone) void load();
  }, [news]);
  useEffect(() => {
    const seen = () => document.visibilityState === "visible" && void load();
    document.addEventListener("visibilitychange", seen);
    return () => document.removeEventListener("visibilitychange", seen);
  }, [phone]);
  return { thread, load: () => void load(), older: () => void older() };
}

function Bubble({ reader, message, many }: { reader: Reader; message: Text; many: boolean }) {
  const { t, locale } = reader;
  const { direction, peer, text, links, at, state } = message;
  const received = direction === "received";
  return (
    <article class={`bubble ${direction}`}>
      <span class="hidden">{t(received ? "from" : "to", { peer })}</span>
      <p dir="auto">
        {piecesOf(text, links).map(({ text: piece, link }, index) =>
          link ? (
            <a key={index} href={piece} target="_blank" rel="noopener noreferrer">
              {piece}
            </a>
          ) : (
            piece
          ),
        )}
      </p>
      <span class="meta">
        <time dateTime={at}>{timeOf(at, locale)}</time>
        {many && <span dir="ltr">{peer}</span>}
        {!received && <span>{t(`state.${state}`)}</span>}
      </span>
    </article>
  );
}
