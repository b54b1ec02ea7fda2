/** Whether what is shown is up to date by itself; silent while it is. */
import { IconRefresh } from "@tabler/icons-react";
import type { LiveState } from "../api/live";
import { useT } from "../i18n";
import css from "./live-mark.module.css";

export function LiveMark({ state }: { state: LiveState }) {
  const t = useT();
  return (
    <div role="status" className={css.live}>
      {state === "lost" && (
        <span className={css.lost}>
          <IconRefresh size={14} stroke={1.6} aria-hidden />
          <span className={css.text}>{t("live.lost")}</span>
        </span>
      )}
    </div>
  );
}
