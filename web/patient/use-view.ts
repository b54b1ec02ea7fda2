/** Which part of the page is open; the browser's Back leads from a form to the visit, not away. */
import { useEffect, useRef, useState } from "preact/hooks";
import type { View } from "./acts";

type Kept = { view?: View } | null;

/** `turned` is called when the browser's buttons, and not the page's own, open another part. */
export function useView(turned: () => void): [View, (next: View) => void] {
  const [view, setView] = useState<View>("visit");
  // Back is heard before the page is drawn anew when it was the page that went back.
  const shown = useRef<View>("visit");
  const show = (next: View) => {
    shown.current = next;
    setView(next);
  };
  useEffect(() => {
    const turn = () => {
      const next = (history.state as Kept)?.view ?? "visit";
      if (next === shown.current) return;
      turned();
      show(next);
    };
    addEventListener("popstate", turn);
    return () => removeEventListener("popstate", turn);
  }, []);
  const open = (next: View) => {
    const kept = (history.state as Kept)?.view;
    show(next);
    if (next === "visit" && kept) history.back();
    if (next !== "visit" && kept) history.replaceState({ view: next }, "");
    if (next !== "visit" && !kept) history.pushState({ view: next }, "");
  };
  return [view, open];
}
