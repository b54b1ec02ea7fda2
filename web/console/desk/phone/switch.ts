/** Whether this browser's console is a phone: remembered, so that a reload does not lose the line. */
import { useSyncExternalStore } from "react";

const KEPT = "frontdesk.phone";
const listeners = new Set<() => void>();

export const phoneIsOn = (): boolean => localStorage.getItem(KEPT) === "on";

export function turnPhone(on: boolean): void {
  if (on) localStorage.setItem(KEPT, "on");
  else localStorage.removeItem(KEPT);
  listeners.forEach((heard) => heard());
}

function subscribe(heard: () => void): () => void {
  listeners.add(heard);
  return () => void listeners.delete(heard);
}

export const usePhoneOn = (): boolean => useSyncExternalStore(subscribe, phoneIsOn);
