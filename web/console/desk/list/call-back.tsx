/** Rings a number by the softphone; without it, the device's own phone may. Whoever wants no calls is rung on a second press only. */
import { Button, Group, Modal } from "@mantine/core";
import { IconPhoneOutgoing } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useT } from "../../i18n";
import { sayRefused } from "../say-phone";
import { phone, usePhone } from "../phone/use-phone";

type Props = { number: string; refused?: boolean; primary?: boolean; size?: "row" | "page" };

const SIZES = { row: { size: "sm", h: 32, px: "sm" }, page: {} } as const;

export function CallBack({ number, refused = false, primary = false, size = "row" }: Props) {
  const t = useT();
  const { status, call } = usePhone();
  const [asking, setAsking] = useState(false);
  const close = (): void => setAsking(false);
  const ring = useMutation({ mutationFn: () => phone.ring(number), onError: () => sayRefused(t) });
  if (!number) return null;
  const way = status === "ready"
    ? { disabled: call !== null, loading: ring.isPending, onClick: () => (close(), ring.mutate()) }
    : { component: "a" as const, href: `tel:${number}`, onClick: close };
  const look = { ...SIZES[size], variant: primary ? "light" : "default", leftSection: <IconPhoneOutgoing size={16} stroke={1.7} aria-hidden /> };
  if (!refused) return <Button {...look} {...way}>{t("calls.callBack")}</Button>;
  return (
    <>
      <Button {...look} disabled={status === "ready" && call !== null} onClick={() => setAsking(true)}>{t("calls.callBack")}</Button>
      <Modal opened={asking} onClose={close} title={t("calls.refusedTitle")} closeButtonProps={{ "aria-label": t("common.close") }}>
        <p>{t("calls.refusedText")}</p>
        <Group justify="flex-end" mt="md">
          <Button variant="default" data-autofocus onClick={close}>{t("common.cancel")}</Button>
          <Button color="red" {...way}>{t("calls.callAnyway")}</Button>
        </Group>
      </Modal>
    </>
  );
}
