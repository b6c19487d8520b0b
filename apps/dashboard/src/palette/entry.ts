import type { Icon } from "@tabler/icons-react";
import type { SettingsPart } from "../identity/settings-parts.js";
import type { KeyStatus } from "../keys/keys-search.js";
import type { PARTS } from "../operations/parts.js";
import type { Place } from "../shell/places.js";
import type { Theme } from "../shell/theme-choices.js";
import type { WhySearch } from "../why/why-search.js";

type PagePath =
  | Exclude<Place["to"], "/operations">
  | SettingsPart["to"]
  | (typeof PARTS)[number]["to"]
  | "/keys/new";

/** What choosing an entry does. None of it changes keys, or anything else of an account. */
type Act =
  | { kind: "page"; to: PagePath }
  | { kind: "limit"; api: string }
  | { kind: "key"; id: string }
  | { kind: "keys"; search: string }
  /** A key's page that says why, and the call that it is asked about. */
  | { kind: "why"; id: string; search: WhySearch }
  | { kind: "account"; sid: string }
  | { kind: "theme"; theme: Theme };

/** The headings under which entries stand, in their order. Keys come last: nothing moves when they arrive. */
export const GROUPS = ["Go to", "Create", "Account", "Theme", "Limits", "Keys", "Denied call"] as const;

/** What one can choose in the palette. */
export interface Entry {
  /** Unique among all entries, and without spaces: it is its element's id. */
  id: string;
  group: (typeof GROUPS)[number];
  name: string;
  Icon: Icon;
  act: Act;
  /** Stands under the name. */
  detail?: string;
  /** Finds it as well, but is not shown. */
  words?: string;
  /** Of a key that does not work. */
  status?: KeyStatus;
}
