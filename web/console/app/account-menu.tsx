/** Who is signed in: language, light or dark, and the way out. */
import { Avatar, Menu, UnstyledButton, useMantineColorScheme } from "@mantine/core";
import { IconCheck, IconDeviceDesktop, IconLogout, IconMoon, IconShieldOff, IconSun } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type Language, LANGUAGE_NAMES, LANGUAGES } from "../../shared/i18n";
import { signOut, speak } from "../api/send";
import { useWords } from "../i18n";
import { sayFailed } from "../parts/say";
import { useSession } from "../parts/use-session";
import css from "./account-menu.module.css";

const SCHEMES = [
  ["auto", IconDeviceDesktop],
  ["light", IconSun],
  ["dark", IconMoon],
] as const;

export function AccountMenu() {
  const { t } = useWords();
  const { user } = useSession();
  return (
    <Menu position="right-end" width={240} withinPortal>
      <Menu.Target>
        <UnstyledButton className={css.button} aria-label={t("account.open", { name: user.name })}>
          <Avatar name={user.name} size={34} color="accent" variant="light" aria-hidden />
          <span className={css.names}>
            <span className={css.name}>{user.name}</span>
            <span className={css.role}>{t(`role.${user.role}`)}</span>
          </span>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{user.email}</Menu.Label>
        <Languages />
        <Menu.Divider />
        <Schemes />
        <Menu.Divider />
        <WayOut />
      </Menu.Dropdown>
    </Menu>
  );
}

function Languages() {
  const { t, language, setLanguage } = useWords();
  const keep = useMutation({ mutationFn: speak });
  /** The page speaks it at once; letters do when the account knows it. */
  const choose = (code: Language): void => {
    setLanguage(code);
    keep.mutate(code);
  };
  return (
    <>
      <Menu.Label>{t("account.language")}</Menu.Label>
      {LANGUAGES.map((code) => (
        <Menu.Item
          key={code}
          lang={code}
          closeMenuOnClick={false}
          onClick={() => choose(code)}
          rightSection={code === language ? <IconCheck size={16} aria-label={t("common.chosen")} /> : null}
        >
          {LANGUAGE_NAMES[code]}
        </Menu.Item>
      ))}
    </>
  );
}

function Schemes() {
  const { t } = useWords();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <>
      <Menu.Label>{t("account.look")}</Menu.Label>
      {SCHEMES.map(([scheme, Icon]) => (
        <Menu.Item
          key={scheme}
          closeMenuOnClick={false}
          leftSection={<Icon size={16} stroke={1.6} aria-hidden />}
          rightSection={scheme === colorScheme ? <IconCheck size={16} aria-label={t("common.chosen")} /> : null}
          onClick={() => setColorScheme(scheme)}
        >
          {t(`account.${scheme}`)}
        </Menu.Item>
      ))}
    </>
  );
}

function WayOut() {
  const { t } = useWords();
  const navigate = useNavigate();
  const cache = useQueryClient();
  const leave = useMutation({
    mutationFn: signOut,
    onSuccess: async () => {
      await navigate({ to: "/sign-in" });
      cache.clear();
    },
    onError: (error) => sayFailed(error, t),
  });
  return (
    <>
      <Menu.Item leftSection={<IconLogout size={16} stroke={1.6} aria-hidden />} onClick={() => leave.mutate(false)}>
        {t("account.signOut")}
      </Menu.Item>
      <Menu.Item leftSection={<IconShieldOff size={16} stroke={1.6} aria-hidden />} onClick={() => leave.mutate(true)}>
        {t("account.signOutEverywhere")}
      </Menu.Item>
    </>
  );
}
