/** The operator's state: chosen here, shown by colour and word. */
import { Menu, UnstyledButton } from "@mantine/core";
import { IconChevronDown, IconPhoneX } from "@tabler/icons-react";
import { useT } from "../i18n";
import { sayRefused } from "./say-phone";
import css from "./call-bar.module.css";
import { turnPhone } from "./phone/switch";
import { phone, usePhone } from "./phone/use-phone";
import { stateWords } from "./words";

export function AgentMenu() {
  const t = useT();
  const { agent, choices, call } = usePhone();
  return (
    <Menu position="bottom-start" width={260} withinPortal>
      <Menu.Target>
        <UnstyledButton className={css.agent} disabled={!agent} aria-label={t("phone.stateIs", { state: agent ? stateWords(agent.name, t) : t("phone.starting") })}>
          <span className={css.dot} data-kind={agent?.kind} aria-hidden />
          <span className={css.agentName}>{agent ? stateWords(agent.name, t) : t("phone.starting")}</span>
          <IconChevronDown size={16} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t(call ? "phone.stateAfter" : "phone.state")}</Menu.Label>
        {choices.map((choice) => (
          <Menu.Item key={choice.name} leftSection={<span className={css.dot} data-kind={choice.kind} aria-hidden />}
            onClick={() => void phone.setState(choice.name).catch(() => sayRefused(t))}>
            {stateWords(choice.name, t)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<IconPhoneX size={16} stroke={1.6} aria-hidden />} disabled={call !== null} onClick={() => turnPhone(false)}>
          {t("phone.turnOff")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
