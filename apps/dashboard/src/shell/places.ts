import {
  IconCode,
  IconGauge,
  IconHistory,
  IconKey,
  IconRocket,
  IconSettings,
  IconShieldCog,
} from "@tabler/icons-react";

/** The pages of an account, in the order of the navigation. */
export const ACCOUNT_PLACES = [
  { to: "/keys", name: "Keys", Icon: IconKey },
  { to: "/limits", name: "Limits", Icon: IconGauge },
  { to: "/activity", name: "Activity", Icon: IconHistory },
  { to: "/developers", name: "Developers", Icon: IconCode },
] as const;

/** For the provider's staff. */
export const OPERATIONS = { to: "/operations", name: "Operations", Icon: IconShieldCog } as const;

/** For everybody. */
export const SETTINGS = { to: "/settings", name: "Settings", Icon: IconSettings } as const;

/** For who has an account; the navigation leads there until its first request. */
export const GET_STARTED = { to: "/get-started", name: "Get started", Icon: IconRocket } as const;

export type Place =
  | (typeof ACCOUNT_PLACES)[number]
  | typeof OPERATIONS
  | typeof SETTINGS
  | typeof GET_STARTED;
