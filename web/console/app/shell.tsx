/** The frame around every page of the signed-in console. */
import { useQueryClient } from "@tanstack/react-query";
import { Outlet } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useState } from "react";
import { usePhoneOn } from "../desk/phone/switch";
import { keepLive, type LiveState } from "../api/live";
import { languageWasChosen, useWords } from "../i18n";
import { pickLanguage } from "../../shared/i18n";
import { RowsSkeleton } from "../parts/states";
import { LeaveGuard } from "../parts/unsaved";
import { useMay, useSession } from "../parts/use-session";
import { AccountMenu } from "./account-menu";
import { BillingBanner } from "./billing-banner";
import { Brand } from "./brand";
import { LiveMark } from "./live-mark";
import { MainNav } from "./main-nav";
import { SetupCard } from "./setup-card";
import css from "./shell.module.css";

/** The softphone and its library are fetched only where the phone is turned on. */
const CallDesk = lazy(() => import("../desk/call-desk").then(({ CallDesk: component }) => ({ default: component })));

const SignInAgain = lazy(() => import("../sign-in/sign-in-again").then(({ SignInAgain: component }) => ({ default: component })));

export function Shell() {
  const { t } = useWords();
  const { clinic } = useSession();
  const live = useLive();
  const [on, mayCall] = [usePhoneOn(), useMay("calls")];
  useOwnLanguage();
  useOwnCountry();
  return (
    <div className={css.shell}>
      <a href="#main" className="skip">
        {t("shell.skip")}
      </a>
      <aside className={css.side} aria-label={clinic.name}>
        <Brand />
        <MainNav />
        <div className={css.foot}>
          <SetupCard />
          <LiveMark state={live} />
          <AccountMenu />
        </div>
      </aside>
      <main id="main" className={css.main} tabIndex={-1}>
        <BillingBanner />
        {on && mayCall && (
          <Suspense fallback={<div className={css.bar} />}>
            <CallDesk />
          </Suspense>
        )}
        <Suspense fallback={<RowsSkeleton rows={8} />}>
          <Outlet />
        </Suspense>
        <LeaveGuard />
        <Suspense fallback={null}>
          <SignInAgain />
        </Suspense>
      </main>
    </div>
  );
}

function useLive(): LiveState {
  const cache = useQueryClient();
  const [state, setState] = useState<LiveState>("connecting");
  useEffect(() => keepLive(cache, setState), [cache]);
  return state;
}

/** A new device speaks the language that the person has in their account. */
function useOwnLanguage(): void {
  const { language: own } = useSession().user;
  const { setLanguage } = useWords();
  useEffect(() => {
    if (own && !languageWasChosen()) setLanguage(pickLanguage([own]));
  }, [own, setLanguage]);
}

function useOwnCountry(): void {
  const { country } = useSession().clinic;
  const { setCountry } = useWords();
  useEffect(() => setCountry(country), [country, setCountry]);
}
