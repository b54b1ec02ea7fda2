/** The list of keys, a press away from the bar. */
import { Popover } from "@mantine/core";
import { IconKeyboard } from "@tabler/icons-react";
import { useT } from "../i18n";
import css from "./call-bar.module.css";
import { ACTS, KEY_OF } from "./phone/shortcuts";

export function KeysHelp() {
  const t = useT();
  return (
    <Popover position="bottom-end" withArrow withinPortal trapFocus={false} shadow="md">
      <Popover.Target>
        <button type="button" className={`${css.round} ${css.help}`} aria-label={t("phone.keys")} title={t("phone.keys")}>
          <IconKeyboard size={20} stroke={1.6} aria-hidden />
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <dl className={css.keys}>
          {ACTS.map((act) => (
            <div key={act}>
              <dt>{t(`phone.act.${act}`)}</dt>
              <dd><kbd>{`Alt ${KEY_OF[act]}`}</kbd></dd>
            </div>
          ))}
        </dl>
      </Popover.Dropdown>
    </Popover>
  );
}
