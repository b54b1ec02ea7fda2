/** Twelve keys, by touch and by the keyboard. */
import { useEffect, useRef, useState } from "preact/hooks";
import type { Reader } from "../words";
import { keyOf, KEYS } from "./reading";

const LETTERS: Record<string, string> = { 2: "ABC", 3: "DEF", 4: "GHI", 5: "JKL", 6: "MNO", 7: "PQRS", 8: "TUV", 9: "WXYZ" };
const FLASH_MS = 140;

export function Keypad({ reader, press }: { reader: Reader; press(key: string): void }) {
  const { t } = reader;
  const [lit, setLit] = useState("");
  const latest = useRef(press);
  latest.current = press;
  useEffect(() => {
    const typed = (event: KeyboardEvent) => {
      const elsewhere = (event.target as HTMLElement | null)?.matches("input, textarea, select, [contenteditable]");
      const key = keyOf(event);
      if (!key || elsewhere || event.repeat) return;
      latest.current(key);
      setLit(key);
    };
    addEventListener("keydown", typed);
    return () => removeEventListener("keydown", typed);
  }, []);
  useEffect(() => {
    if (!lit) return;
    const timer = setTimeout(() => setLit(""), FLASH_MS);
    return () => clearTimeout(timer);
  }, [lit]);
  return (
    <div class="keypad" role="group" aria-label={t("call.keypad")} dir="ltr">
      {KEYS.map((key) => (
        <button key={key} type="button" class={key === lit ? "lit" : undefined} onClick={() => press(key)}>
          {key}
          <span aria-hidden="true">{LETTERS[key] ?? ""}</span>
        </button>
      ))}
    </div>
  );
}
