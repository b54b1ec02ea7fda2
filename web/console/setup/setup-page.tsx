/** What is left to do until the first patient can book. */
import { Button, Progress } from "@mantine/core";
import { IconArrowRight, IconCircleCheckFilled, IconCircleDashed } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { formatInstant } from "../../shared/format";
import { queries } from "../api/queries";
import type { Setup, SetupStep } from "../api/shapes";
import { useT, useWords } from "../i18n";
import { Page } from "../parts/page";
import { Panel } from "../parts/panel";
import { Loaded } from "../parts/states";
import { useSession } from "../parts/use-session";
import css from "./setup.module.css";

const PLACES = {
  branch: "/settings/branches", practitioner: "/settings/practitioners", service: "/settings/services",
  hours: "/settings/practitioners", widget: "/settings/widget", billing: "/settings/billing",
} as const satisfies Record<SetupStep, string>;

export function SetupPage() {
  const t = useT();
  const { user } = useSession();
  const query = useQuery(queries.setup());
  return (
    <Page title={t("setup.title", { name: user.name.split(" ")[0] ?? user.name })} lede={t("setup.lede")}>
      <Loaded query={query}>{(setup) => <Steps setup={setup} />}</Loaded>
    </Page>
  );
}

function Steps({ setup }: { setup: Setup }) {
  const { t, locale } = useWords();
  const { clinic } = useSession();
  const done = setup.steps.filter((step) => step.done).length;
  const next = setup.steps.find((step) => !step.done)?.id;
  return (
    <Panel flush>
      <div className={css.progress}>
        <span className={css.count}>{t("setup.progress", { done, total: setup.steps.length })}</span>
        <Progress value={(done / Math.max(1, setup.steps.length)) * 100} radius="xl" aria-label={t("setup.progress", { done, total: setup.steps.length })} />
      </div>
      <ol className={css.steps}>
        {setup.steps.map((step) => (
          <Step key={step.id} id={step.id} done={step.done} next={step.id === next} />
        ))}
      </ol>
      {setup.bookable_from && (
        <p className={css.bookable} role="status">
          {t("setup.bookable", { when: formatInstant(setup.bookable_from, clinic.zone, locale) })}{" "}
          <Link to="/settings/widget">{t("setup.tryIt")}</Link>
        </p>
      )}
    </Panel>
  );
}

function Step({ id, done, next }: { id: SetupStep; done: boolean; next: boolean }) {
  const t = useT();
  const Mark = done ? IconCircleCheckFilled : IconCircleDashed;
  return (
    <li className={css.step} data-done={done || undefined}>
      <Mark size={24} stroke={1.5} className={css.mark} aria-label={t(done ? "setup.done" : "setup.open")} />
      <div className={css.words}>
        <h2 className={css.title}>{t(`setup.${id}`)}</h2>
        <p className={css.text}>{t(`setup.${id}Text`)}</p>
      </div>
      <Button component={Link} to={PLACES[id]} variant={next ? "filled" : "default"} aria-label={t("setup.goTo", { step: t(`setup.${id}`) })}
        rightSection={next ? <IconArrowRight size={16} aria-hidden /> : null}>
        {t(done ? "setup.look" : "setup.do")}
      </Button>
    </li>
  );
}
