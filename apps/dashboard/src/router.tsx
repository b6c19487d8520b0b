import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from "@tanstack/react-router";
import { SignedInContext } from "./identity/account.js";
import { loadViewer } from "./identity/load-viewer.js";
import { NoAccountPage } from "./identity/no-account-page.js";
import { parseKeysSearch } from "./keys/keys-search.js";
import { CrashPage } from "./shell/crash-page.js";
import { NotFoundPage } from "./shell/not-found-page.js";
import { PageSkeleton } from "./shell/page-skeleton.js";
import { Shell } from "./shell/shell.js";
import { parseWhySearch } from "./why/why-search.js";

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFoundPage });

const signIn = createRoute({
  getParentRoute: () => root,
  path: "/sign-in",
  component: lazyRouteComponent(() => import("./identity/sign-in-page.js"), "SignInPage"),
  validateSearch: ({ next }: Record<string, unknown>): { next?: string } =>
    // Only a path of this site: no other origin is ever opened after signing in.
    typeof next === "string" && /^\/(?![/\\])/.test(next) ? { next } : {},
});

const signedIn = createRoute({
  getParentRoute: () => root,
  id: "signed-in",
  beforeLoad: ({ location }) => loadViewer(location.href).then((signedIn) => ({ signedIn })),
  component: function SignedInLayout() {
    return (
      <SignedInContext value={signedIn.useRouteContext().signedIn}>
        <Shell />
      </SignedInContext>
    );
  },
});

/** Below it stands what needs an account. */
const inAccount = createRoute({
  getParentRoute: () => signedIn,
  id: "in-account",
  component: function AccountGuard() {
    return signedIn.useRouteContext().signedIn.account ? <Outlet /> : <NoAccountPage />;
  },
});

const start = createRoute({
  getParentRoute: () => signedIn,
  path: "/",
  beforeLoad: () => {
    throw redirect({ to: "/keys", replace: true });
  },
});

const keys = createRoute({
  getParentRoute: () => inAccount,
  path: "/keys",
  validateSearch: parseKeysSearch,
  component: lazyRouteComponent(() => import("./keys/keys-page.js"), "KeysPage"),
});

const newKey = createRoute({
  getParentRoute: () => inAccount,
  path: "/keys/new",
  component: lazyRouteComponent(() => import("./keys/new-key-page.js"), "NewKeyPage"),
});

const key = createRoute({
  getParentRoute: () => inAccount,
  path: "/keys/$id",
  component: lazyRouteComponent(() => import("./keys/key-page.js"), "KeyPage"),
});

const keyOverview = createRoute({
  getParentRoute: () => key,
  path: "/",
  component: lazyRouteComponent(() => import("./keys/overview-tab.js"), "OverviewTab"),
});

const keyPermissions = createRoute({
  getParentRoute: () => key,
  path: "/permissions",
  validateSearch: ({ grant }: Record<string, unknown>): { grant?: string } =>
    typeof grant === "string" ? { grant } : {},
  component: lazyRouteComponent(() => import("./permissions/permissions-tab.js"), "PermissionsTab"),
});

const keyNetwork = createRoute({
  getParentRoute: () => key,
  path: "/network",
  validateSearch: ({ add }: Record<string, unknown>): { add?: string } =>
    typeof add === "string" ? { add } : {},
  component: lazyRouteComponent(() => import("./allowlist/network-tab.js"), "NetworkTab"),
});

const keyWhy = createRoute({
  getParentRoute: () => key,
  path: "/why",
  validateSearch: parseWhySearch,
  component: lazyRouteComponent(() => import("./why/why-tab.js"), "WhyTab"),
});

const keyDetails = createRoute({
  getParentRoute: () => key,
  path: "/details",
  component: lazyRouteComponent(() => import("./keys/details-tab.js"), "DetailsTab"),
});

const limits = createRoute({
  getParentRoute: () => inAccount,
  path: "/limits",
  component: lazyRouteComponent(() => import("./throttle/limits-page.js"), "LimitsPage"),
});

const settings = createRoute({
  getParentRoute: () => signedIn,
  path: "/settings",
  component: lazyRouteComponent(() => import("./identity/settings-page.js"), "SettingsPage"),
});

/** An unknown address inside the shell keeps the navigation at hand. */
const unknown = createRoute({ getParentRoute: () => signedIn, path: "$", component: NotFoundPage });

export const router = createRouter({
  routeTree: root.addChildren([
    signIn,
    signedIn.addChildren([
      start,
      settings,
      unknown,
      inAccount.addChildren([
        keys,
        newKey,
        key.addChildren([keyOverview, keyPermissions, keyNetwork, keyWhy, keyDetails]),
        limits,
      ]),
    ]),
  ]),
  defaultPreload: "intent",
  defaultPendingComponent: PageSkeleton,
  defaultErrorComponent: CrashPage,
  scrollRestoration: true,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
