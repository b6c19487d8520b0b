import { Text } from "@mantine/core";
import { type Network, networkInWords } from "../allowlist/network.js";
import { accessInWords, type Permissions } from "../permissions/access.js";
import { useApis } from "../permissions/use-apis.js";
import { Panel } from "../ui/panel.js";
import type { Details } from "./details.js";

interface Props {
  details: Details;
  permissions: Permissions;
  network: Network;
}

/** What the key will be, in words. All APIs from any address is a hint, not an error. */
export function NewKeySummary({ details, permissions, network }: Props) {
  const { apis } = useApis();
  const open = permissions.scope === "ALL_APIS" && network.scope === "ANY_ADDRESS";
  return (
    <Panel title="Summary">
      <Text size="sm" className="lk-anywhere">
        {details.environment === "TEST" ? "A test key" : "A production key"}
        {details.name.trim() && (
          <>
            {" named "}
            <strong>{details.name.trim()}</strong>
          </>
        )}
        {" for "}
        <strong>{accessInWords(permissions, apis)}</strong>, from{" "}
        <strong>{networkInWords(network.scope, network.entries.length).toLowerCase()}</strong>
        {details.expires ? `, until ${details.expires.replace("T", " ")}.` : "."}
      </Text>
      {open && (
        <Text size="sm" c="dimmed">
          You can restrict both now or at any time later.
        </Text>
      )}
    </Panel>
  );
}
