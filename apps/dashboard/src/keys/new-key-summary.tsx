import { useQuery } from "@apollo/client/react";
import { Text } from "@mantine/core";
import { useAccount } from "../accounts/account.js";
import { type Network, networkInWords } from "../allowlist/network.js";
import { personInWords } from "../identity/person-name.js";
import { MembersQuery } from "../members/members.graphql.js";
import { accessInWords, type Permissions } from "../permissions/access.js";
import { useApis } from "../permissions/use-apis.js";
import { fromLocalInput } from "../ui/local-input.js";
import { Panel } from "../ui/panel.js";
import { localTime } from "../ui/time.js";
import type { Details } from "./details.js";

interface Props {
  details: Details;
  permissions: Permissions;
  network: Network;
}

/** What the key will be, in words. All APIs from any address is a hint, not an error. */
export function NewKeySummary({ details, permissions, network }: Props) {
  const { sid } = useAccount();
  const { data } = useQuery(MembersQuery, { variables: { sid }, fetchPolicy: "cache-first" });
  const { apis } = useApis();
  const { name, environment, labels, holderId, expires } = details;
  const holder = data?.account.members.find(({ user }) => user.id === holderId)?.user;
  const end = fromLocalInput(expires);
  const open = permissions.scope === "ALL_APIS" && network.scope === "ANY_ADDRESS";
  return (
    <Panel title="Summary">
      <Text size="sm" className="lk-anywhere">
        {environment === "TEST" ? "A test key" : "A production key"}
        {name.trim() && (
          <>
            {" named "}
            <strong>{name.trim()}</strong>
          </>
        )}
        {" for "}
        <strong>{accessInWords(permissions, apis)}</strong>, from{" "}
        <strong>{networkInWords(network.scope, network.entries.length).toLowerCase()}</strong>
        {end ? `, until ${localTime(end)}.` : "."}
      </Text>
      {(holder || labels.length > 0) && (
        <Text size="sm" className="lk-anywhere">
          {holder && `Held by ${personInWords(holder)}. `}
          {labels.length > 0 && `Labels: ${labels.join(", ")}.`}
        </Text>
      )}
      {open && (
        <Text size="sm" c="dimmed">
          You can restrict both now or at any time later.
        </Text>
      )}
    </Panel>
  );
}
