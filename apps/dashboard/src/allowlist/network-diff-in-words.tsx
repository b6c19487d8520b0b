import { Text } from "@mantine/core";
import { counted } from "../ui/count.js";
import { ConfirmWholeInternet } from "./confirm-whole-internet.js";
import { type Network, networkDiff } from "./network.js";
import type { WholeInternet } from "./use-whole-internet.js";

interface Props {
  before: Network;
  after: Network;
  whole: WholeInternet;
  wholeError?: string | undefined;
}

/** What saving would change, and what needs a second thought. */
export function NetworkDiffInWords({ before, after, whole, wholeError }: Props) {
  const { added, removed, notes } = networkDiff(before, after);
  return (
    <>
      {before.scope !== after.scope && (
        <Text size="sm">
          {after.scope === "ANY_ADDRESS" ? "Opens the key to any address." : "Admits listed addresses only."}
        </Text>
      )}
      <List verb="Adds" items={added} />
      <List verb="Removes" items={removed} />
      {notes > 0 && <Text size="sm">Changes {counted(notes, "note")}.</Text>}
      {after.scope === "ALLOWLIST_ONLY" && after.entries.length === 0 && (
        <Text size="sm" fw={550} c="var(--lk-red)">
          With no address listed, every call is denied.
        </Text>
      )}
      <ConfirmWholeInternet whole={whole} error={wholeError} />
    </>
  );
}

function List({ verb, items }: { verb: string; items: readonly string[] }) {
  if (items.length === 0) return null;
  const rest = items.length - 6;
  return (
    <Text size="sm">
      <strong>{verb}</strong> {items.slice(0, 6).join(", ")}
      {rest > 0 && ` and ${rest} more`}
    </Text>
  );
}
