/** What the softphone refused, in words: its own are for programmers. */
import { Problem } from "../../shared/problem";
import type { T } from "../i18n";
import { sayFailed } from "../parts/say";

export const sayRefused = (t: T): void => sayFailed(new Problem(0, { code: "phone_refused", message: t("phone.refused") }), t);
