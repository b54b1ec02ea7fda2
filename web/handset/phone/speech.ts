/** The browser's voice reads what the line says, in the line's language, unless it is muted. */
import { useEffect, useRef, useState } from "preact/hooks";
import type { Line } from "./line";
import { languageOf, unspoken } from "./reading";

const KEPT = "handset.muted";
const voice = (): SpeechSynthesis | undefined => globalThis.speechSynthesis;

export const canSpeak = (): boolean => voice() !== undefined;
export const hush = (): void => voice()?.cancel();

function say(line: Line): void {
  const words = new SpeechSynthesisUtterance(line.text);
  words.lang = languageOf(line);
  voice()?.speak(words);
}

export function useMuted(): [boolean, (muted: boolean) => void] {
  const [muted, setMuted] = useState(localStorage.getItem(KEPT) === "1");
  const choose = (next: boolean) => {
    localStorage.setItem(KEPT, next ? "1" : "0");
    if (next) hush();
    setMuted(next);
  };
  return [muted, choose];
}

/** Speaks each line once, as it comes; what was said before the page was opened stays unsaid. */
export function useSpeech(contactId: string, lines: readonly Line[], live: boolean, muted: boolean): void {
  const heard = useRef({ contactId: "", count: 0 });
  useEffect(() => {
    const first = heard.current.contactId !== contactId;
    const from = first ? Math.max(0, lines.length - 1) : heard.current.count;
    heard.current = { contactId, count: lines.length };
    if (!muted && live) unspoken(lines, from).forEach(say);
  }, [contactId, lines.length]);
  useEffect(() => {
    if (!live) hush();
  }, [live]);
  useEffect(() => hush, []);
}
