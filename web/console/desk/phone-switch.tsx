/** Makes this browser the operator's phone. A press is also what lets a browser play its ringing. */
import { Button } from "@mantine/core";
import { IconHeadset } from "@tabler/icons-react";
import { useT } from "../i18n";
import { turnPhone, usePhoneOn } from "./phone/switch";

export function PhoneSwitch() {
  const t = useT();
  if (usePhoneOn()) return null;
  return (
    <Button leftSection={<IconHeadset size={18} stroke={1.7} aria-hidden />} onClick={() => turnPhone(true)}>
      {t("phone.turnOn")}
    </Button>
  );
}
