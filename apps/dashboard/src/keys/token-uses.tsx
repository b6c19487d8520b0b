import { Stack, Text } from "@mantine/core";
import type { ResultOf } from "../graphql.js";
import { Address } from "../ui/address.js";
import { formatCount } from "../ui/count.js";
import { type Column, DataTable } from "../ui/data-table.js";
import { RelativeTime } from "../ui/relative-time.js";
import type { TokenEvidence } from "./rotation.graphql.js";

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
  const share = total === 0 ? 0 : Math.round((100 * active.lastHour) / total);
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
        <Text size="xs" c="dimmed">
          {total === 0
            ? "No call with either token in the last hour."
            : `Last hour: ${share} % of the calls used the new token, ${100 - share} % the old one.`}
        </Text>
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
