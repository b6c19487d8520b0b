import { Text } from "@mantine/core";
import { counted } from "../ui/count.js";
import type { Permissions } from "./access.js";
import { permissionsDiff } from "./diff.js";
import { useApis } from "./use-apis.js";

interface Props {
  before: Permissions;
  after: Permissions;
  calls: ReadonlyMap<string, number>;
}

const SHOWN = 6;

/** What saving would change, and which recent calls it would have denied. */
export function DiffInWords({ before, after, calls }: Props) {
  const { apis } = useApis();
  const { gains, losses, lostApis } = permissionsDiff(before, after, apis);
  const denied = lostApis.reduce((sum, api) => sum + (calls.get(api) ?? 0), 0);
  return (
    <>
      {gains.length > 0 && (
        <Text size="sm">
          <strong>Adds</strong> {list(gains)}
        </Text>
      )}
      {losses.length > 0 && (
        <Text size="sm">
          <strong>Removes</strong> {list(losses)}
        </Text>
      )}
      {gains.length + losses.length === 0 && <Text size="sm">Grants the same operations as before.</Text>}
      {denied > 0 && (
        <Text size="sm" c="var(--lk-red)" fw={550}>
          {counted(denied, "call")} of the last 7 days would have been denied.
        </Text>
      )}
    </>
  );
}

function list(names: readonly string[]): string {
  const rest = names.length - SHOWN;
  return names.slice(0, SHOWN).join(", ") + (rest > 0 ? ` and ${rest} more` : "");
}
