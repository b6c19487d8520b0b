import { IconBan, IconKey, IconListSearch } from "@tabler/icons-react";
import type { ResultOf } from "../graphql.js";
import type { KeyStatus } from "../keys/keys-search.js";
import { counted } from "../ui/count.js";
import { WHY } from "../usage/denial-reasons.js";
import type { DenialRow } from "../usage/usage.graphql.js";
import { whySearchOf } from "../why/why-search.js";
import type { Entry } from "./entry.js";

export interface FoundKey {
  id: string;
  key: string;
  name: string;
  status: KeyStatus;
}

/** The keys that were found by `search`; where there are more of them, also the way to the list of all `total`. */
export function keyEntries(keys: readonly FoundKey[], total: number, search: string): Entry[] {
  const entries = keys.map(
    ({ id, key, name, status }): Entry => ({
      id: `key-${id}`,
      group: "Keys",
      name,
      detail: key,
      Icon: IconKey,
      act: { kind: "key", id },
      status: status === "ACTIVE" ? undefined : status,
    }),
  );
  if (total > keys.length) {
    entries.push({
      id: "all-keys",
      group: "Keys",
      name: `All ${counted(total, "key")} with “${search}”`,
      Icon: IconListSearch,
      act: { kind: "keys", search },
    });
  }
  return entries;
}

/** The denied call that was found by its request id. */
export function deniedEntry(apiKey: { id: string; name: string }, denial: ResultOf<typeof DenialRow>): Entry {
  return {
    id: "denied-call",
    group: "Denied call",
    name: WHY[denial.reason].sentence,
    detail: `${apiKey.name}: ${denial.method} ${denial.path}`,
    Icon: IconBan,
    act: { kind: "why", id: apiKey.id, search: whySearchOf(denial) },
  };
}
