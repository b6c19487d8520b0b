import { IconGauge } from "@tabler/icons-react";
import { fitting } from "./entries.js";
import type { Entry } from "./entry.js";

/** How many are offered; a longer name tells them apart. */
const MOST = 5;

/** The limits on the APIs whose name or code `text` finds; none without a text. */
export function limitEntries(apis: readonly { code: string; name: string }[], text: string): Entry[] {
  if (text === "") return [];
  const entries = apis.map(
    ({ code, name }): Entry => ({
      id: `limit-${code}`,
      group: "Limits",
      name,
      detail: code,
      words: "limit throttle",
      Icon: IconGauge,
      act: { kind: "limit", api: code },
    }),
  );
  return fitting(entries, text).slice(0, MOST);
}
