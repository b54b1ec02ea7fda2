/** Rules that the pages check before the API does, so that a mistake is told while it is made. */
import type { TextKey } from "./language";

export const MINIMUM_PASSWORD = 10;
const FEWEST_SIGNS = 4;
const TELLING_NAME = 4;

export const looksLikeEmail = (text: string): boolean => /^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>".]+$/.test(text.trim());

/** Why a password is refused, or null: too short, one sign repeated, or with a word that stands on the form. */
export function passwordProblem(password: string, names: string[] = []): TextKey | null {
  const signs = [...password];
  if (signs.length < MINIMUM_PASSWORD) return "wrong.password";
  const plain = password.toLowerCase();
  const told = names.map((name) => name.trim().toLowerCase());
  const named = told.some((name) => [...name].length >= TELLING_NAME && plain.includes(name));
  return named || new Set(plain).size < FEWEST_SIGNS ? "wrong.passwordRefused" : null;
}
