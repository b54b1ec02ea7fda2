/** A plan's features in the reader's language. */
import type { Translate } from "../shared/i18n";
import { isTextKey, type TextKey } from "./language";

/** "3 practitioners" and "import" as codes of the API; what is neither is taken as it stands. */
export function featureText(t: Translate<TextKey>, feature: string): string {
  const [, count, thing] = /^(\d+) (branch|practitioner)/.exec(feature) ?? [];
  if (thing) return t(thing === "branch" ? "feature.someBranches" : "feature.somePractitioners", { count: Number(count) });
  const key = `feature.${feature}`;
  return isTextKey(key) ? t(key) : feature;
}
