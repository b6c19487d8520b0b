import { Group, Stack, Text, Title } from "@mantine/core";
import { findNotes } from "../allowlist/network.js";
import type { ResultOf } from "../graphql.js";
import { Address } from "../ui/address.js";
import { formatCount } from "../ui/count.js";
import { type Column, DataTable } from "../ui/data-table.js";
import { Legend } from "../ui/legend.js";
import { RelativeTime } from "../ui/relative-time.js";
import { useFew } from "../ui/use-few.js";
import { useKey } from "./key-context.js";
import type { TokenEvidence } from "./rotation.graphql.js";
import { newTokenShare } from "./rotation.js";

type Evidence = ResultOf<typeof TokenEvidence>;

const columns: readonly Column<Evidence>[] = [
  {
    header: "Token",
    rowHeader: true,
    cell: ({ status, hint }) => (
      <>
        <strong>{status === "RETIRING" ? "Old" : "New"}</strong> <span className="lk-mono">{hint}…</span>
      </>
    ),
  },
  { header: "Uses in 1 h", numeric: true, cell: ({ lastHour }) => formatCount(lastHour) },
  { header: "In 24 h", numeric: true, cell: ({ lastDay }) => formatCount(lastDay) },
  { header: "In all", numeric: true, cell: ({ ever }) => formatCount(ever) },
  {
    header: "Last used",
    cell: ({ lastUsedAt, lastUsedAddress, lastUsedOperation }) =>
      lastUsedAt ? (
        <span>
          <RelativeTime at={lastUsedAt} />
          {lastUsedAddress && (
            <>
              {" from "}
              <Address text={lastUsedAddress} />
            </>
          )}
          {lastUsedOperation && (
            <>
              {" for "}
              <span className="lk-mono">{lastUsedOperation}</span>
            </>
          )}
        </span>
      ) : (
        "Never"
      ),
  },
];

/** The uses of both tokens, and their shares of the last hour as a bar. */
export function TokenUses({ old, active }: { old: Evidence; active: Evidence }) {
  const total = old.lastHour + active.lastHour;
  const share = newTokenShare(old.lastHour, active.lastHour);
  return (
    <Stack gap="sm">
      <Stack gap={4}>
        <div
          className="lk-gauge lk-share"
          role="img"
          aria-label={
            total === 0
              ? "No call in the last hour"
              : `${share} % of the last hour's calls used the new token`
          }
        >
          {total > 0 && <div style={{ width: `${share}%` }} />}
        </div>
        <Group gap="md" fz="xs" c="dimmed">
          {total === 0 ? (
            "No call with either token in the last hour."
          ) : (
            <>
              Calls of the last hour:
              <Legend color="var(--lk-accent)">New token {share} %</Legend>
              <Legend color="var(--lk-amber)">Old token {100 - share} %</Legend>
            </>
          )}
        </Group>
      </Stack>
      <DataTable
        caption="Uses of both tokens"
        columns={columns}
        rows={[old, active]}
        rowKey={({ id }) => id}
      />
    </Stack>
  );
}

type Caller = Evidence["callers"][number];

const FEW_CALLERS = 5;

const callerColumns: readonly Column<Caller>[] = [
  { header: "Address", rowHeader: true, cell: ({ address }) => <CallerCell address={address} /> },
  { header: "Calls in 24 h", numeric: true, cell: ({ calls }) => formatCount(calls) },
  { header: "Last seen", cell: ({ lastSeenAt }) => <RelativeTime at={lastSeenAt} /> },
];

/** From where the old token is still used: what has to be moved yet. */
export function OldTokenCallers({ old: { callers } }: { old: Evidence }) {
  const { shown, more } = useFew(callers, FEW_CALLERS);
  if (callers.length === 0) return null;
  return (
    <Stack gap={4}>
      <Title order={3}>Who used the old token</Title>
      <DataTable
        caption="Addresses that used the old token in the last 24 hours"
        columns={callerColumns}
        rows={shown}
        rowKey={({ address }) => address}
      />
      {more}
    </Stack>
  );
}

/** The address, with the note that the key's list has for it. */
function CallerCell({ address }: { address: string }) {
  const notes = findNotes(useKey().key.allowlist, address);
  return (
    <>
      <Address text={address} />
      {notes.length > 0 && (
        <Text size="xs" c="dimmed" className="lk-anywhere">
          {notes.join(" · ")}
        </Text>
      )}
    </>
  );
}
