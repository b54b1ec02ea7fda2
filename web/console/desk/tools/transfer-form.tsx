/** Hands a call on: to a colleague, to a queue, or to any number; the caller hears music meanwhile. */
import { Alert, Button, CloseButton, Skeleton, TextInput } from "@mantine/core";
import { IconPhoneOutgoing, IconUser, IconUsersGroup } from "@tabler/icons-react";
import { useMutation, useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { queries } from "../../api/queries";
import { useT } from "../../i18n";
import { useSession } from "../../parts/use-session";
import { sayRefused } from "../say-phone";
import type { Target } from "../phone/phone";
import type { StreamsEndpoint } from "../phone/streams";
import { phone } from "../phone/use-phone";
import { ownTargets } from "./targets";
import css from "./tools.module.css";

const ICONS = { agent: IconUser, queue: IconUsersGroup, phone_number: IconPhoneOutgoing };

/** `+447700900123` out of what a person types; "" when it is no international number. */
export function dialable(typed: string): string {
  const digits = typed.replace(/[\s().-]/g, "").replace(/^00/, "+");
  return /^\+[1-9]\d{6,14}$/.test(digits) ? digits : "";
}

export function TransferForm({ onClose }: { onClose: () => void }) {
  const t = useT();
  const [typed, setTyped] = useState("");
  const query = useTargets();
  const ring = useMutation({
    mutationFn: (endpoint: StreamsEndpoint) => phone.consult(endpoint),
    onSuccess: onClose,
    onError: () => sayRefused(t),
  });
  const number = dialable(typed);
  const words = typed.trim().toLocaleLowerCase();
  const found = query.data?.filter(({ name }) => name.toLocaleLowerCase().includes(words)) ?? [];
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const endpoint = number ? phone.toNumber(number) : found[0]?.endpoint;
    if (endpoint) ring.mutate(endpoint);
  };
  return (
    <form className={css.tool} aria-label={t("phone.transfer")} onSubmit={submit} onKeyDown={(event) => event.key === "Escape" && onClose()}>
      <div className={css.toolHead}>
        <TextInput label={t("phone.transferTo")} description={t("phone.transferHint")} autoFocus autoComplete="off" value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)} />
        <CloseButton aria-label={t("common.close")} onClick={onClose} />
      </div>
      {query.error && <Alert color="red" role="alert">{t("phone.noTargets")}</Alert>}
      {query.isPending && <Skeleton height={44} radius="sm" />}
      <ul className={css.targets} aria-label={t("phone.transferTo")}>
        {found.map((target) => <li key={target.kind + target.name}><TargetButton target={target} onChoose={() => ring.mutate(target.endpoint)} /></li>)}
      </ul>
      {query.data && !found.length && !number && <p className={css.none}>{t(words ? "phone.noSuchTarget" : "phone.nobodyToTransfer")}</p>}
      {number && <Button type="submit" loading={ring.isPending} leftSection={<IconPhoneOutgoing size={16} aria-hidden />}>{t("phone.ringNumber", { number })}</Button>}
    </form>
  );
}

function useTargets() {
  const { clinic } = useSession();
  const query = useQuery({ queryKey: ["targets"], queryFn: () => phone.targets(), staleTime: 0 });
  const desk = useQuery(queries.desk());
  const data = query.data && desk.data && ownTargets(query.data, { clinic: clinic.name, username: desk.data.username });
  return { ...query, data, isPending: query.isPending || desk.isPending };
}

function TargetButton({ target, onChoose }: { target: Target; onChoose: () => void }) {
  const t = useT();
  const Icon = ICONS[target.kind];
  return (
    <button type="button" className={css.target} onClick={onChoose}>
      <Icon size={18} stroke={1.6} aria-hidden />
      <bdi>{target.name}</bdi>
      <span className={css.kind}>{t(`phone.target.${target.kind}`)}</span>
    </button>
  );
}
