/** The console around its pages: theme, cache, router, toasts. */
import { MantineProvider } from "@mantine/core";
import { DatesProvider } from "@mantine/dates";
import { Notifications } from "@mantine/notifications";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { useEffect, useMemo, useState } from "react";
import { newCache } from "../api/cache";
import { useWords } from "../i18n";
import { type DayjsLocale, loadDayjsLocale } from "../parts/dayjs";
import { askAgain } from "../sign-in/ask-again";
import { cssVariables, themeOf } from "../theme";
import { useAccent } from "./accent";
import { newRouter } from "./router";

const cache = newCache(() => {
  const { pathname, search } = router.state.location;
  if (pathname.startsWith("/sign-in") || askAgain()) return;
  cache.clear();
  void router.navigate({ to: "/sign-in", search: { next: pathname + router.options.stringifySearch!(search) } });
});
const router = newRouter(cache);

export function App() {
  return (
    <QueryClientProvider client={cache}>
      <Dressed />
    </QueryClientProvider>
  );
}

/** The clinic's own colour is the accent, once somebody is signed in. */
function Dressed() {
  const { t, language } = useWords();
  const [locale, setLocale] = useState<DayjsLocale>("en");
  const accent = useAccent();
  const theme = useMemo(() => themeOf(accent, t("common.close")), [accent, t]);
  const variables = useMemo(() => cssVariables(accent), [accent]);
  useEffect(() => void loadDayjsLocale(language).then(setLocale), [language]);

  return (
    <MantineProvider theme={theme} cssVariablesResolver={variables} defaultColorScheme="auto">
      <DatesProvider settings={{ locale, firstDayOfWeek: 1 }}>
        <Notifications position="bottom-center" autoClose={6000} limit={3} />
        <RouterProvider router={router} />
      </DatesProvider>
    </MantineProvider>
  );
}
