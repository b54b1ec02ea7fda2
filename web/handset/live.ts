/** News from the exchange: ids only, whoever shows something fetches it anew. */
import { useEffect, useRef } from "preact/hooks";
import type { ClockState } from "./exchange";

export interface News {
  /** Connected, again or for the first time: everything may have changed. */
  open?(): void;
  lost?(): void;
  message?(phone: string): void;
  mail?(): void;
  clock?(state: ClockState): void;
}

export function useNews(news: News): void {
  const latest = useRef(news);
  latest.current = news;
  useEffect(() => {
    const source = new EventSource("/_local/handset/events");
    const hear = (name: string, tell: (data: Record<string, unknown>) => void) =>
      source.addEventListener(name, (event) => tell(JSON.parse((event as MessageEvent<string>).data)));
    source.onopen = () => latest.current.open?.();
    source.onerror = () => latest.current.lost?.();
    hear("message", ({ phone }) => latest.current.message?.(String(phone)));
    hear("read", ({ phone }) => latest.current.message?.(String(phone)));
    hear("mail", () => latest.current.mail?.());
    hear("clock", (state) => latest.current.clock?.(state as unknown as ClockState));
    return () => source.close();
  }, []);
}
