/** The console's one softphone, as its pages see it. */
import { useEffect, useState, useSyncExternalStore } from "react";
import { now } from "../../api/clock";
import { createPhone, type PhoneView } from "./phone";

export const phone = createPhone();

export const usePhone = (): PhoneView => useSyncExternalStore(phone.subscribe, phone.view);

/** Milliseconds since the epoch by the service's clock, told every second. */
export function useSeconds(): number {
  const [at, setAt] = useState(() => now().getTime());
  useEffect(() => {
    const timer = setInterval(() => setAt(now().getTime()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return at;
}
