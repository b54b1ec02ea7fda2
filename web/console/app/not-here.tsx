/** An address that leads nowhere. */
import { Button } from "@mantine/core";
import { IconMapOff } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useT } from "../i18n";
import { Empty } from "../parts/states";

export function NotHere() {
  const t = useT();
  return (
    <Empty
      icon={IconMapOff}
      title={t("notHere.title")}
      text={t("notHere.text")}
      action={
        <Button component={Link} to="/calendar">
          {t("notHere.action")}
        </Button>
      }
    />
  );
}
