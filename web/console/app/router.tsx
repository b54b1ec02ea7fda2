/** Which address opens which page, and for whom. */
import type { QueryClient } from "@tanstack/react-query";
import {
  createRootRouteWithContext, createRoute, createRouter, lazyRouteComponent, Outlet, redirect,
} from "@tanstack/react-router";
import { Problem } from "../../shared/problem";
import { queries } from "../api/queries";
import { searchOf } from "../calendar/search";
import { viewOf } from "../desk/views";
import { may, type Ability } from "../parts/may";
import { NotHere } from "./not-here";
import { PageFailed } from "./page-failed";
import { Shell } from "./shell";

type Context = { cache: QueryClient };

const root = createRootRouteWithContext<Context>()({ component: Outlet, notFoundComponent: NotHere });

const signIn = createRoute({
  getParentRoute: () => root,
  path: "/sign-in",
  validateSearch: (search): { next?: string } => (typeof search.next === "string" ? { next: search.next } : {}),
  component: lazyRouteComponent(() => import("../sign-in/sign-in-page"), "SignInPage"),
});

/** Everything behind the sign-in: the session is known before the first page is drawn. */
const inside = createRoute({
  getParentRoute: () => root,
  id: "inside",
  beforeLoad: async ({ context, location }) => {
    try {
      const session = await context.cache.ensureQueryData(queries.session());
      return { session };
    } catch (error) {
      if (!(error instanceof Problem && error.status === 401)) throw error; // a bad line is no lost session
      throw redirect({ to: "/sign-in", search: location.pathname === "/" ? {} : { next: location.href } });
    }
  },
  component: Shell,
});

/** Keeps out whoever's role lacks the ability; the calendar is everybody's. */
const only = (ability: Ability) => ({ context }: { context: { session: Parameters<typeof may>[0] } }) => {
  if (!may(context.session, ability)) throw redirect({ to: "/calendar" });
};

const home = createRoute({
  getParentRoute: () => inside,
  path: "/",
  beforeLoad: async ({ context }) => {
    if (!may(context.session, "setup")) throw redirect({ to: "/calendar" });
    const setup = await context.cache.ensureQueryData(queries.setup()).catch(() => null);
    throw redirect({ to: setup?.steps.some((step) => !step.done) ? "/setup" : "/calendar" });
  },
});

const calendar = createRoute({
  getParentRoute: () => inside,
  path: "/calendar",
  validateSearch: searchOf,
  component: lazyRouteComponent(() => import("../calendar/calendar-page"), "CalendarPage"),
});
const patients = createRoute({
  getParentRoute: () => inside,
  path: "/patients",
  validateSearch: (search): { q?: string } => (typeof search.q === "string" && search.q ? { q: search.q } : {}),
  component: lazyRouteComponent(() => import("../patients/patients-page"), "PatientsPage"),
});
const patient = createRoute({
  getParentRoute: () => inside,
  path: "/patients/$patientId",
  component: lazyRouteComponent(() => import("../patients/patient-page"), "PatientPage"),
});
const calls = createRoute({
  getParentRoute: () => inside,
  path: "/calls",
  beforeLoad: only("calls"),
  validateSearch: viewOf,
  component: lazyRouteComponent(() => import("../desk/calls-page"), "CallsPage"),
});
const inquiries = createRoute({
  getParentRoute: () => inside,
  path: "/inquiries",
  beforeLoad: only("inquiries"),
  component: lazyRouteComponent(() => import("../inquiries/inquiries-page"), "InquiriesPage"),
});
const imports = createRoute({
  getParentRoute: () => inside,
  path: "/imports",
  beforeLoad: only("import"),
  component: lazyRouteComponent(() => import("../imports/imports-page"), "ImportsPage"),
});
const importRun = createRoute({
  getParentRoute: () => inside,
  path: "/imports/$importId",
  beforeLoad: only("import"),
  component: lazyRouteComponent(() => import("../imports/import-page"), "ImportPage"),
});
const setup = createRoute({
  getParentRoute: () => inside,
  path: "/setup",
  beforeLoad: only("setup"),
  component: lazyRouteComponent(() => import("../setup/setup-page"), "SetupPage"),
});

const settings = createRoute({
  getParentRoute: () => inside,
  path: "/settings",
  beforeLoad: only("setup"),
  component: lazyRouteComponent(() => import("../settings/settings-layout"), "SettingsLayout"),
});
const settingsHome = createRoute({
  getParentRoute: () => settings,
  path: "/",
  beforeLoad: () => {
    throw redirect({ to: "/settings/clinic" });
  },
});
const section = <Path extends string>(path: Path, ability: Ability, component: ReturnType<typeof lazyRouteComponent>) =>
  createRoute({ getParentRoute: () => settings, path, beforeLoad: only(ability), component });

const sections = [
  section("clinic", "setup", lazyRouteComponent(() => import("../settings/clinic-page"), "ClinicPage")),
  section("branches", "setup", lazyRouteComponent(() => import("../settings/branches-page"), "BranchesPage")),
  section("practitioners", "setup", lazyRouteComponent(() => import("../settings/practitioners-page"), "PractitionersPage")),
  section("rooms", "setup", lazyRouteComponent(() => import("../settings/rooms-page"), "RoomsPage")),
  section("services", "setup", lazyRouteComponent(() => import("../settings/services-page"), "ServicesPage")),
  section("closures", "setup", lazyRouteComponent(() => import("../settings/closures-page"), "ClosuresPage")),
  section("staff", "staff", lazyRouteComponent(() => import("../settings/staff-page"), "StaffPage")),
  section("widget", "setup", lazyRouteComponent(() => import("../settings/widget-page"), "WidgetPage")),
  section("billing", "billing", lazyRouteComponent(() => import("../settings/billing-page"), "BillingPage")),
] as const;
const practitioner = createRoute({
  getParentRoute: () => settings,
  path: "practitioners/$practitionerId",
  component: lazyRouteComponent(() => import("../settings/practitioner-page"), "PractitionerPage"),
});

const tree = root.addChildren([
  signIn,
  inside.addChildren([
    home, calendar, patients, patient, calls, inquiries, imports, importRun, setup,
    settings.addChildren([settingsHome, ...sections, practitioner]),
  ]),
]);

export function newRouter(cache: QueryClient) {
  return createRouter({
    routeTree: tree, basepath: "/console", context: { cache }, defaultPreload: "intent", scrollRestoration: true,
    defaultErrorComponent: PageFailed,
  });
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof newRouter>;
  }
}
