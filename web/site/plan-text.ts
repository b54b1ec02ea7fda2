/** A plan's features in the reader's language: the API sends codes, or sentences that we take as they are. */
import type { Translate } from "../shared/i18n";
import { isTextKey, type TextKey } from "./language";

export function featureText(t: Translate<TextKey>, feature: string): string {
  const key = `feature.${feature}`;
  return isTextKey(key) ? t(key) : feature;
}
