/** The exchange as the page knows it: whether it runs, which phone rings, and the call that is looked at. */
import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { type Call, type Exchange, exchangeAt, findExchange, type Lines } from "./line";

const AGAIN_MS = 5_000;

export interface News {
  contactId: string;
  number: string;
  count: number;
}
export interface Exchanges {
  /** Null while it is asked for. */
  exchange: Exchange | null;
  lines: Lines | null;
  news: News;
  lost: boolean;
  /** Numbers come and go with clinics. */
  refresh(): void;
}

/** Finds the exchange and hears its news; asks again while there is none. */
export function useExchange(): Exchanges {
  const [exchange, setExchange] = useState<Exchange | null>(null);
  const [lost, setLost] = useState(false);
  const [news, setNews] = useState<News>({ contactId: "", number: "", count: 0 });
  const lines = useRef<{ url: string; lines: Lines } | null>(null);
  const look = useCallback(() => void findExchange().then(setExchange, () => setExchange({ url: null, numbers: [] })), []);
  const url = exchange?.url ?? null;
  useEffect(look, []);
  useEffect(() => {
    if (url || !exchange) return;
    const timer = setInterval(look, AGAIN_MS);
    return () => clearInterval(timer);
  }, [url, exchange === null]);
  if (url && lines.current?.url !== url) lines.current = { url, lines: exchangeAt(url) };
  const known = url ? (lines.current?.lines ?? null) : null;
  useEffect(() => {
    if (!known) return;
    const source = known.events();
    source.onopen = () => {
      setLost(false);
      setNews(({ count }) => ({ contactId: "", number: "", count: count + 1 }));
    };
    source.onerror = () => setLost(true);
    source.addEventListener("call", (event) => {
      const { contact_id, number } = JSON.parse((event as MessageEvent<string>).data);
      setNews(({ count }) => ({ contactId: String(contact_id), number: String(number ?? ""), count: count + 1 }));
    });
    return () => source.close();
  }, [known]);
  return { exchange, lines: known, news, lost, refresh: look };
}

/** The call of one phone: the one that goes on, else the last one that was looked at. */
export function useCall(lines: Lines | null, phone: string, news: News) {
  const [call, setCall] = useState<Call | null>(null);
  const [loading, setLoading] = useState(true);
  const asked = useRef(0);
  const load = useCallback(async () => {
    if (!lines) return;
    const turn = ++asked.current;
    const known = call?.state === "ended" ? null : call;
    const found = await (known ? lines.show(known.contact_id) : lines.current(phone)).catch(() => null);
    if (turn !== asked.current) return;
    if (found) setCall(found);
    setLoading(false);
  }, [lines, phone, call?.contact_id, call?.state]);
  useEffect(() => {
    setCall(null);
    setLoading(true);
  }, [phone]);
  useEffect(() => void load(), [lines, phone, news.count]);
  return { call, loading, load, take: setCall };
}
