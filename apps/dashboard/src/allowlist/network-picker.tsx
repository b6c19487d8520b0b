import { useQuery } from "@apollo/client/react";
import { Alert, Radio, Stack } from "@mantine/core";
import { IconInfoCircle } from "@tabler/icons-react";
import { AddEntries } from "./add-entries.js";
import { ClientAddressQuery } from "./allowlist.graphql.js";
import { EntryList } from "./entry-list.js";
import type { Network } from "./network.js";

interface Props {
  value: Network;
  onChange: (value: Network) => void;
  disabled?: boolean;
  error?: string;
  entryErrors?: ReadonlyMap<number, string>;
  /** What the open scope comes back to when listed addresses are chosen. */
  listed?: Network["entries"];
  /** Told whether an address was typed that is not on the list. */
  onTyping: (typing: boolean) => void;
  typedError?: string | undefined;
}

/** From which addresses a key may call. */
export function NetworkPicker({
  value,
  onChange,
  disabled,
  error,
  entryErrors,
  listed = [],
  onTyping,
  typedError,
}: Props) {
  const { data } = useQuery(ClientAddressQuery, { fetchPolicy: "cache-and-network" });
  const { scope, entries } = value;
  return (
    <Stack gap="md">
      <Radio.Group
        value={scope}
        onChange={(next) =>
          onChange(
            next === "ANY_ADDRESS"
              ? { scope: next, entries: [] }
              : { scope: "ALLOWLIST_ONLY", entries: listed },
          )
        }
        aria-label="Network"
        error={error}
      >
        <Stack gap="sm">
          <Radio
            value="ANY_ADDRESS"
            label="Any address"
            description="Whoever has the token can call from anywhere."
            disabled={disabled}
          />
          <Radio
            value="ALLOWLIST_ONLY"
            label="Only listed addresses"
            description="Calls from elsewhere are denied with 403, also with the right token."
            disabled={disabled}
          />
        </Stack>
      </Radio.Group>
      {scope === "ALLOWLIST_ONLY" && (
        <>
          <EntryList
            entries={entries}
            onChange={(next) => onChange({ scope, entries: next })}
            disabled={disabled}
            errors={entryErrors}
          />
          {entries.length === 0 && (
            <Alert color="amber" icon={<IconInfoCircle />}>
              No address is listed: every call with this key is denied.
            </Alert>
          )}
          <AddEntries
            entries={entries}
            onAdd={(added) => onChange({ scope, entries: [...entries, ...added] })}
            disabled={disabled}
            ownAddress={data?.viewer.clientAddress ?? null}
            onTyping={onTyping}
            error={typedError}
          />
        </>
      )}
    </Stack>
  );
}
