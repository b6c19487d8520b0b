import { IconArrowsExchange, IconGauge, IconPlus, IconShieldCog } from "@tabler/icons-react";
import type { SignedIn } from "../accounts/account.js";
import { mayAskForLimits, mayChangeKeys } from "../accounts/roles.js";
import { settingsParts } from "../identity/settings-parts.js";
import { PARTS } from "../operations/parts.js";
import { ACCOUNT_PLACES, GET_STARTED, SETTINGS } from "../shell/places.js";
import { THEMES, type Theme } from "../shell/theme-choices.js";
import type { Entry } from "./entry.js";

type Person = Pick<SignedIn, "account"> & { viewer: Pick<SignedIn["viewer"], "isOperator" | "accounts"> };

type AccountPlace = (typeof ACCOUNT_PLACES)[number] | typeof GET_STARTED;

/** By what else than its name a page is found. */
const WORDS: Record<AccountPlace["to"], string> = {
  "/keys": "tokens",
  "/limits": "throttle requests",
  "/activity": "audit csv",
  "/developers": "graphql schema recipes automation",
  "/get-started": "first request snippet",
};

/** Everything but keys that this person can choose; `theme` is the one in use. */
export function entriesFor(person: Person, theme: Theme): Entry[] {
  return [...pages(person), ...creations(person), ...accounts(person), ...themes(theme)];
}

/** Those of which some word begins with each word of `text`, in any case. */
export function fitting(entries: readonly Entry[], text: string): Entry[] {
  const typed = text.toLowerCase().split(/\s+/);
  return entries.filter(({ name, detail, words }) => {
    const all = ["", name, detail, words].join(" ").toLowerCase();
    return typed.every((word) => all.includes(` ${word}`));
  });
}

/** In the order of the navigation. */
function pages({ account, viewer }: Person): Entry[] {
  return [
    ...(account ? ACCOUNT_PLACES : []).map(placeEntry),
    ...(viewer.isOperator ? PARTS : []).map(
      ({ to, name }): Entry => ({
        id: `go-${to}`,
        group: "Go to",
        name: `Operations: ${name}`,
        Icon: IconShieldCog,
        act: { kind: "page", to },
      }),
    ),
    ...settingsParts({ account, viewer }).map(
      ({ to, name, words }): Entry => ({
        id: `go-${to}`,
        group: "Go to",
        name: `Settings: ${name}`,
        words,
        Icon: SETTINGS.Icon,
        act: { kind: "page", to },
      }),
    ),
    ...(account ? [placeEntry(GET_STARTED)] : []),
  ];
}

function placeEntry({ to, name, Icon }: AccountPlace): Entry {
  return { id: `go-${to}`, group: "Go to", name, Icon, words: WORDS[to], act: { kind: "page", to } };
}

function creations({ account }: Person): Entry[] {
  const role = account?.viewerRole ?? null;
  const entries: Entry[] = [];
  if (mayChangeKeys(role)) {
    entries.push({
      id: "new-key",
      group: "Create",
      name: "New key",
      words: "create token",
      Icon: IconPlus,
      act: { kind: "page", to: "/keys/new" },
    });
  }
  if (mayAskForLimits(role)) {
    entries.push({
      id: "request-limit",
      group: "Create",
      name: "Request a limit",
      words: "throttle change",
      Icon: IconGauge,
      act: { kind: "page", to: "/limits" },
    });
  }
  return entries;
}

function accounts({ account, viewer }: Person): Entry[] {
  return viewer.accounts
    .filter(({ sid }) => sid !== account?.sid)
    .map(({ sid, name }) => ({
      id: `account-${sid}`,
      group: "Account",
      name: `Switch to ${name}`,
      detail: sid,
      words: "account",
      Icon: IconArrowsExchange,
      act: { kind: "account", sid },
    }));
}

function themes(inUse: Theme): Entry[] {
  return THEMES.map(({ value, name, Icon }) => ({
    id: `theme-${value}`,
    group: "Theme",
    name: `${name} theme`,
    Icon,
    act: { kind: "theme", theme: value },
    detail: value === inUse ? "In use" : undefined,
  }));
}
