/** What the clinic's subscription asks of its owner, and what it means for patients. */
import { Alert, Button } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { send } from "../api/send";
import { type Key, useT } from "../i18n";
import { sayFailed } from "../parts/say";
import { useSession } from "../parts/use-session";
import css from "./billing-banner.module.css";

const TEXTS: Partial<Record<string, { text: Key; act: "portal" | "checkout"; red: boolean }>> = {
  past_due: { text: "billing.banner.pastDue", act: "portal", red: false },
  unpaid: { text: "billing.banner.unpaid", act: "portal", red: true },
  paused: { text: "billing.banner.paused", act: "portal", red: true },
  incomplete: { text: "billing.banner.incomplete", act: "checkout", red: true },
  pending: { text: "billing.banner.incomplete", act: "checkout", red: true },
  none: { text: "billing.banner.incomplete", act: "checkout", red: true },
  canceled: { text: "billing.banner.canceled", act: "checkout", red: true },
};

export function BillingBanner() {
  const t = useT();
  const { clinic, user } = useSession();
  const words = TEXTS[clinic.status];
  const open = useMutation({
    mutationFn: () => send<{ url: string }>("POST", `/api/billing/${words?.act}`, {}, {}),
    onSuccess: ({ url }) => window.location.assign(url),
    onError: (error) => sayFailed(error, t),
  });
  if (!words) return null;
  return (
    <Alert className={css.banner} color={words.red ? "red" : "yellow"} radius={0} role="status">
      <span className={css.row}>
        <span>{t(words.text)}</span>
        {user.role === "owner" && (
          <Button size="compact-sm" variant="default" loading={open.isPending} onClick={() => open.mutate()}>
            {t(words.act === "portal" ? "billing.fixPayment" : "billing.resume")}
          </Button>
        )}
      </span>
    </Alert>
  );
}
