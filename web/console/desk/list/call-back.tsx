/** Rings a number by the softphone; without it, the device's own phone may. */
import { Button } from "@mantine/core";
import { IconPhoneOutgoing } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useT } from "../../i18n";
import { sayRefused } from "../say-phone";
import { phone, usePhone } from "../phone/use-phone";

export function CallBack({ number, primary = false }: { number: string; primary?: boolean }) {
  const t = useT();
  const { status, call } = usePhone();
  const ring = useMutation({ mutationFn: () => phone.ring(number), onError: () => sayRefused(t) });
  if (!number) return null;
  const look = { size: "sm", h: 32, px: "sm", variant: primary ? "light" : "default", leftSection: <IconPhoneOutgoing size={16} stroke={1.7} aria-hidden /> } as const;
  if (status !== "ready") return <Button {...look} component="a" href={`tel:${number}`}>{t("calls.callBack")}</Button>;
  return <Button {...look} disabled={call !== null} loading={ring.isPending} onClick={() => ring.mutate()}>{t("calls.callBack")}</Button>;
}
