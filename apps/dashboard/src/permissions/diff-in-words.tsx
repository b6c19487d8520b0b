import { Text } from "@mantine/core";
import type { Permissions } from "./access.js";
import { permissionsDiff } from "./diff.js";
import { useApis } from "./use-apis.js";

interface Props {
  before: Permissions;
  after: Permissions;
}

const SHOWN = 6;

/** What saving would change. */
export function DiffInWords({ before, after }: Props) {
  const { apis, loaded } = useApis();
  const { gains, losses } = permissionsDiff(before, after, apis);
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
      {!loaded && <Text size="sm">What this changes is shown once the list of APIs is loaded.</Text>}
      {loaded && gains.length + losses.length === 0 && (
        <Text size="sm">Grants the same operations as before.</Text>
      )}
    </>
  );
}

function list(names: readonly string[]): string {
  const rest = names.length - SHOWN;
  return names.slice(0, SHOWN).join(", ") + (rest > 0 ? ` and ${rest} more` : "");
}
