/** Another phone than the one in the hand rings: said on every part of the page, and picked up by one press. */
import { useEffect, useState } from "preact/hooks";
import type { Reader } from "../words";
import type { Exchanges } from "./use-calls";

interface Props {
  reader: Reader;
  exchanges: Exchanges;
  held: string;
  go(phone: string): void;
}

export function RingingElsewhere({ reader, exchanges: { lines, news }, held, go }: Props) {
  const [ringing, setRinging] = useState("");
  useEffect(() => {
    const { number } = news;
    if (!lines || !number || number === held) return;
    let stale = false;
    const hear = (rings: boolean) => setRinging((now) => (rings ? number : now === number ? "" : now));
    lines.current(number).then(
      (call) => !stale && hear(call?.state === "ringing" && call.direction === "outbound"),
      () => undefined,
    );
    return () => void (stale = true);
  }, [news.count]);
  if (!ringing || ringing === held) return null;
  return (
    <div class="notice call-banner" role="alert">
      <b dir="auto">{reader.t("calls.rings", { phone: ringing })}</b>
      <button type="button" class="main" onClick={() => go(ringing)}>{reader.t("calls.pickUp")}</button>
    </div>
  );
}
