/** Keys for menus at the other end; the keyboard's digits go through the field. */
import { CloseButton, TextInput } from "@mantine/core";
import { useState } from "react";
import { useT } from "../../i18n";
import { sayRefused } from "../say-phone";
import { phone } from "../phone/use-phone";
import css from "./tools.module.css";

const KEYS = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "*", "0", "#"];

export function Keypad({ onClose }: { onClose: () => void }) {
  const t = useT();
  const [sent, setSent] = useState("");
  const press = (keys: string): void => {
    const fresh = keys.replace(/[^\d*#]/g, "");
    if (!fresh) return;
    setSent((before) => (before + fresh).slice(-24));
    void phone.digits(fresh).catch(() => sayRefused(t));
  };
  return (
    <div className={css.tool} role="group" aria-label={t("phone.keypad")} onKeyDown={(event) => event.key === "Escape" && onClose()}>
      <div className={css.toolHead}>
        <TextInput aria-label={t("phone.keysSent")} description={t("phone.keypadHint")} value={sent} autoFocus dir="ltr" autoComplete="off"
          onChange={(event) => press(event.currentTarget.value.slice(sent.length))} />
        <CloseButton aria-label={t("common.close")} onClick={onClose} />
      </div>
      <div className={css.keys} dir="ltr">
        {KEYS.map((key) => (
          <button key={key} type="button" onClick={() => press(key)}>{key}</button>
        ))}
      </div>
    </div>
  );
}
