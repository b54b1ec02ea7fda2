/** A call's recording: its address is asked for at the press, is good for minutes, and who listened is kept. */
import { Button } from "@mantine/core";
import { IconPlayerPlay } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import type { Call } from "../../api/call-shapes";
import { listen } from "../../api/send";
import { useT } from "../../i18n";
import { sayFailed } from "../../parts/say";
import { otherSide } from "../words";
import css from "./calls.module.css";

export function Recording({ call }: { call: Call }) {
  const t = useT();
  const [failed, setFailed] = useState(false);
  const ask = useMutation({
    mutationFn: () => listen(call.contact_id),
    onMutate: () => setFailed(false),
    onError: (error) => sayFailed(error, t),
  });
  if (call.recording === "none") return null;
  if (call.recording === "pending") return <span className={css.pending}>{t("recording.pending")}</span>;
  const who = otherSide(call, t);
  if (ask.data && !failed) {
    return <audio className={css.audio} controls autoPlay src={ask.data.url} aria-label={t("recording.of", { who })} onError={() => setFailed(true)} />;
  }
  return (
    <Button size="sm" h={32} px="sm" variant="default" loading={ask.isPending} aria-label={t("recording.playOf", { who })}
      leftSection={<IconPlayerPlay size={16} stroke={1.7} aria-hidden />} onClick={() => ask.mutate()}>
      {t(failed ? "recording.again" : "recording.play")}
    </Button>
  );
}
