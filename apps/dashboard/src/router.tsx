import { createRootRoute, createRoute, createRouter, Outlet, redirect } from "@tanstack/react-router";
import { SignedInContext } from "./accounts/account.js";
import { NoAccountPage } from "./accounts/no-account-page.js";
import { parseActivitySearch } from "./audit/activity-search.js";
import { loadViewer } from "./identity/load-viewer.js";
import { parseSignInSearch } from "./identity/sign-in-search.js";
import { KeysPage } from "./keys/keys-page.js";
import { parseKeysSearch } from "./keys/keys-search.js";
import { parseAccountsSearch } from "./operations/accounts-search.js";
import { parseQueueSearch } from "./operations/queue-search.js";
import { CrashPage, CrashPanel } from "./shell/crash-page.js";
import { homeOf } from "./shell/home.js";
import { lazyPage } from "./shell/lazy-page.js";
import { NotFoundPage } from "./shell/not-found-page.js";
import { PageSkeleton } from "./shell/page-skeleton.js";
import { Shell } from "./shell/shell.js";
import { parsePageSearch } from "./ui/page-search.js";
import { parseWhySearch } from "./why/why-search.js";

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFoundPage });

const signIn = createRoute({
  getParentRoute: () => root,
  path: "/sign-in",
  component: lazyPage(() => import("./identity/sign-in-page.js"), "SignInPage"),
  validateSearch: parseSignInSearch,
});

const forgot = createRoute({
  getParentRoute: () => root,
  path: "/forgot",
  component: lazyPage(() => import("./identity/forgot-page.js"), "ForgotPage"),
});

const reset = createRoute({
  getParentRoute: () => root,
  path: "/reset/$token",
  component: lazyPage(() => import("./identity/reset-page.js"), "ResetPage"),
});

const invite = createRoute({
  getParentRoute: () => root,
  path: "/invite/$token",
  component: lazyPage(() => import("./members/invite-page.js"), "InvitePage"),
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
  component: AccountGuard,
});

function AccountGuard() {
  const { account } = signedIn.useRouteContext().signedIn;
  // Where one's membership has ended, another account of theirs may take its place: nothing of the one is left.
  return account ? <Outlet key={account.sid} /> : <NoAccountPage />;
}

const start = createRoute({
  getParentRoute: () => signedIn,
  path: "/",
  beforeLoad: async ({ context: { signedIn } }) => {
    throw redirect({ to: await homeOf(signedIn), replace: true });
  },
});

const getStarted = createRoute({
  getParentRoute: () => inAccount,
  path: "/get-started",
  component: lazyPage(() => import("./get-started/get-started-page.js"), "GetStartedPage"),
});

const keys = createRoute({
  getParentRoute: () => inAccount,
  path: "/keys",
  validateSearch: parseKeysSearch,
  // Comes with the dashboard: it is what most people open first.
  component: KeysPage,
});

const newKey = createRoute({
  getParentRoute: () => inAccount,
  path: "/keys/new",
  component: lazyPage(() => import("./keys/new-key-page.js"), "NewKeyPage"),
});

const key = createRoute({
  getParentRoute: () => inAccount,
  path: "/keys/$id",
  component: lazyPage(() => import("./keys/key-page.js"), "KeyPage"),
});

const keyOverview = createRoute({
  getParentRoute: () => key,
  path: "/",
  component: lazyPage(() => import("./keys/overview-tab.js"), "OverviewTab"),
  errorComponent: CrashPanel,
});

const keyPermissions = createRoute({
  getParentRoute: () => key,
  path: "/permissions",
  validateSearch: ({ grant }: Record<string, unknown>): { grant?: string } =>
    typeof grant === "string" ? { grant } : {},
  component: lazyPage(() => import("./permissions/permissions-tab.js"), "PermissionsTab"),
  errorComponent: CrashPanel,
});

const keyNetwork = createRoute({
  getParentRoute: () => key,
  path: "/network",
  validateSearch: ({ add }: Record<string, unknown>): { add?: string } =>
    typeof add === "string" ? { add } : {},
  component: lazyPage(() => import("./allowlist/network-tab.js"), "NetworkTab"),
  errorComponent: CrashPanel,
});

const keyWhy = createRoute({
  getParentRoute: () => key,
  path: "/why",
  validateSearch: parseWhySearch,
  component: lazyPage(() => import("./why/why-tab.js"), "WhyTab"),
  errorComponent: CrashPanel,
});

const keyDetails = createRoute({
  getParentRoute: () => key,
  path: "/details",
  component: lazyPage(() => import("./keys/details-tab.js"), "DetailsTab"),
  errorComponent: CrashPanel,
});

const limits = createRoute({
  getParentRoute: () => inAccount,
  path: "/limits",
  component: lazyPage(() => import("./throttle/limits-page.js"), "LimitsPage"),
});

const limit = createRoute({
  getParentRoute: () => inAccount,
  path: "/limits/apis/$api",
  component: lazyPage(() => import("./throttle/limit-page.js"), "LimitPage"),
});

const newRequest = createRoute({
  getParentRoute: () => inAccount,
  path: "/limits/apis/$api/request",
  component: lazyPage(() => import("./throttle/new-request-page.js"), "NewRequestPage"),
});

const request = createRoute({
  getParentRoute: () => inAccount,
  path: "/limits/requests/$id",
  component: lazyPage(() => import("./throttle/request-page.js"), "RequestPage"),
});

const activity = createRoute({
  getParentRoute: () => inAccount,
  path: "/activity",
  validateSearch: parseActivitySearch,
  component: lazyPage(() => import("./audit/activity-page.js"), "ActivityPage"),
});

const developers = createRoute({
  getParentRoute: () => inAccount,
  path: "/developers",
  component: lazyPage(() => import("./developers/developers-page.js"), "DevelopersPage"),
});

const graphiql = createRoute({
  getParentRoute: () => inAccount,
  path: "/developers/graphiql",
  component: lazyPage(() => import("./developers/graphiql-page.js"), "GraphiqlPage"),
});

const settings = createRoute({
  getParentRoute: () => signedIn,
  path: "/settings",
  component: lazyPage(() => import("./identity/settings-layout.js"), "SettingsLayout"),
});

const profile = createRoute({
  getParentRoute: () => settings,
  path: "/",
  component: lazyPage(() => import("./identity/profile-page.js"), "ProfilePage"),
});

const security = createRoute({
  getParentRoute: () => settings,
  path: "/security",
  component: lazyPage(() => import("./identity/security-page.js"), "SecurityPage"),
});

/** The same for the part of Settings that is an account's. */
const settingsInAccount = createRoute({
  getParentRoute: () => settings,
  id: "in-account",
  component: AccountGuard,
});

const members = createRoute({
  getParentRoute: () => settingsInAccount,
  path: "/members",
  component: lazyPage(() => import("./members/members-page.js"), "MembersPage"),
});

const notifications = createRoute({
  getParentRoute: () => settings,
  path: "/notifications",
  component: lazyPage(() => import("./accounts/notifications-page.js"), "NotificationsPage"),
});

/** Below it stands what is for the provider's staff. */
const operations = createRoute({
  getParentRoute: () => signedIn,
  path: "/operations",
  component: lazyPage(() => import("./operations/operations-layout.js"), "OperationsLayout"),
});

const operationsStart = createRoute({
  getParentRoute: () => operations,
  path: "/",
  beforeLoad: () => {
    throw redirect({ to: "/operations/requests", replace: true });
  },
});

const queue = createRoute({
  getParentRoute: () => operations,
  path: "/requests",
  validateSearch: parseQueueSearch,
  component: lazyPage(() => import("./operations/queue-page.js"), "QueuePage"),
});

const operationsRequest = createRoute({
  getParentRoute: () => operations,
  path: "/requests/$id",
  component: lazyPage(() => import("./operations/operations-request-page.js"), "OperationsRequestPage"),
});

const accounts = createRoute({
  getParentRoute: () => operations,
  path: "/accounts",
  validateSearch: parseAccountsSearch,
  component: lazyPage(() => import("./operations/accounts-page.js"), "AccountsPage"),
});

const operationsAccount = createRoute({
  getParentRoute: () => operations,
  path: "/accounts/$sid",
  component: lazyPage(() => import("./operations/account-page.js"), "AccountPage"),
});

const enterRequest = createRoute({
  getParentRoute: () => operations,
  path: "/accounts/$sid/request",
  validateSearch: ({ api }: Record<string, unknown>): { api?: string } =>
    typeof api === "string" ? { api } : {},
  component: lazyPage(() => import("./operations/enter-request-page.js"), "EnterRequestPage"),
});

const apis = createRoute({
  getParentRoute: () => operations,
  path: "/apis",
  component: lazyPage(() => import("./operations/apis-page.js"), "ApisPage"),
});

const gateways = createRoute({
  getParentRoute: () => operations,
  path: "/gateways",
  component: lazyPage(() => import("./operations/gateways-page.js"), "GatewaysPage"),
});

const rule = createRoute({
  getParentRoute: () => operations,
  path: "/rule",
  component: lazyPage(() => import("./operations/rule-page.js"), "RulePage"),
});

const installationAudit = createRoute({
  getParentRoute: () => operations,
  path: "/audit",
  validateSearch: parsePageSearch,
  component: lazyPage(() => import("./operations/audit-page.js"), "AuditPage"),
});

/** An unknown address inside the shell keeps the navigation at hand. */
const unknown = createRoute({ getParentRoute: () => signedIn, path: "$", component: NotFoundPage });

export const router = createRouter({
  routeTree: root.addChildren([
    signIn,
    forgot,
    reset,
    invite,
    signedIn.addChildren([
      start,
      settings.addChildren([profile, security, settingsInAccount.addChildren([members]), notifications]),
      unknown,
      inAccount.addChildren([
        getStarted,
        keys,
        newKey,
        key.addChildren([keyOverview, keyPermissions, keyNetwork, keyWhy, keyDetails]),
        limits,
        limit,
        newRequest,
        request,
        activity,
        developers,
        graphiql,
      ]),
      operations.addChildren([
        operationsStart,
        queue,
        operationsRequest,
        accounts,
        operationsAccount,
        enterRequest,
        apis,
        gateways,
        rule,
        installationAudit,
      ]),
    ]),
  ]),
  // What no page understands is left out of the address, and of what pages read from it.
  search: { strict: true },
  // Another key, limit or account is another page: nothing that was typed or shown for one stands beside the other.
  defaultRemountDeps: ({ params }) => params,
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
