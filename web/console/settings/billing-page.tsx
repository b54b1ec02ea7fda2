/** The clinic's subscription: what it costs, until when it runs, and the way to change it. */
import { Button } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { formatInstant, formatMoney } from "../../shared/format";
import { queries } from "../api/queries";
import { send } from "../api/send";
import type { Billing } from "../api/shapes";
import { type Key, useT, useWords } from "../i18n";
import { Page } from "../parts/page";
import { Panel } from "../parts/panel";
import { sayFailed } from "../parts/say";
import { Loaded } from "../parts/states";
import { Status, type Tone } from "../parts/status";
import { useSession } from "../parts/use-session";
import patientsCss from "../patients/patients.module.css";

const TONES: Record<Billing["status"], Tone> = {
  trialing: "accent", active: "good", past_due: "warn", unpaid: "bad", paused: "bad", incomplete: "warn", canceled: "bad", pending: "warn", none: "warn",
};
const PLANS: Record<string, Key> = { starter: "plan.starter", clinic: "plan.clinic", network: "plan.network" };
const RUNS = new Set<Billing["status"]>(["trialing", "active", "past_due", "unpaid", "paused"]);

export function BillingPage() {
  const t = useT();
  return (
    <Page title={t("settings.billing")} lede={t("billing.lede")}>
      <Loaded query={useQuery(queries.billing())}>{(billing) => <Subscription billing={billing} />}</Loaded>
    </Page>
  );
}

function Subscription({ billing }: { billing: Billing }) {
  const { t, locale } = useWords();
  const { clinic } = useSession();
  const runs = RUNS.has(billing.status);
  const open = useMutation({
    mutationFn: () => send<{ url: string }>("POST", runs ? "/api/billing/portal" : "/api/billing/checkout", {}, {}),
    onSuccess: ({ url }) => window.location.assign(url),
    onError: (error) => sayFailed(error, t),
  });
  const day = (instant: string | null): string => (instant ? formatInstant(instant, clinic.zone, locale) : "");
  const plan = PLANS[billing.plan ?? ""];
  const rows: [string, string][] = [
    [t("billing.plan"), plan ? t(plan) : (billing.plan ?? "")],
    [t("billing.price"), billing.price ? t("billing.monthly", { price: formatMoney(billing.price, locale) }) : ""],
    [t("billing.trialEnds"), billing.status === "trialing" ? day(billing.trial_end) : ""],
    [t(billing.cancel_at_period_end ? "billing.ends" : "billing.renews"), billing.status === "trialing" ? "" : day(billing.current_period_end)],
  ];
  return (
    <Panel title={t("billing.subscription")} action={<Status tone={TONES[billing.status] ?? "plain"}>{t(`billing.status.${billing.status}`)}</Status>}>
      <dl className={patientsCss.facts}>
        {rows.filter(([, value]) => value).map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <Button mt="lg" loading={open.isPending} onClick={() => open.mutate()}>{t(runs ? "billing.portal" : "billing.resume")}</Button>
      <p className="faint">{t("billing.stripe")}</p>
    </Panel>
  );
}
