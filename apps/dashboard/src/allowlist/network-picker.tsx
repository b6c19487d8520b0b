import { useQuery } from "@apollo/client/react";
import { Alert, Stack } from "@mantine/core";
import { IconInfoCircle } from "@tabler/icons-react";
import { Choices } from "../ui/choices.js";
import { useLeftBehind } from "../ui/use-left-behind.js";
import { AddEntries } from "./add-entries.js";
import { ClientAddressQuery } from "./allowlist.graphql.js";
import { EntryList } from "./entry-list.js";
import { type Network, tooManyEntries } from "./network.js";

interface Props {
  value: Network;
  onChange: (value: Network) => void;
  disabled?: boolean;
  error?: string;
  entryErrors?: ReadonlyMap<number, string>;
  /** What the open scope comes back to when listed addresses are chosen. */
  listed?: Network["entries"];
  /** Told whether something was typed that is not on the list, if only a note. */
  onTyping: (typing: boolean) => void;
  typedError?: string | undefined;
}

const SCOPES = [
  {
    value: "ANY_ADDRESS",
    label: "Any address",
    description: "Whoever has the token can call from anywhere.",
  },
  {
    value: "ALLOWLIST_ONLY",
    label: "Only listed addresses",
    description: "Calls from elsewhere are denied with 403, also with the right token.",
  },
] as const;

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
  const { data } = useQuery(ClientAddressQuery);
  const { leaveFor, left } = useLeftBehind(value);
  const { scope, entries } = value;
  const choose = (next: Network["scope"]) =>
    onChange(
      next === "ANY_ADDRESS"
        ? leaveFor({ scope: next, entries: [] })
        : (left ?? { scope: next, entries: listed }),
    );
  return (
    <Stack gap="md">
      <Choices
        name="Network"
        choices={SCOPES}
        value={scope}
        onChange={choose}
        disabled={disabled}
        error={tooManyEntries(value) ?? error}
      />
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
