import { Group, Stack, Text } from "@mantine/core";
import { Fragment } from "react";
import { networkInWords } from "../allowlist/network.js";
import type { ResultOf } from "../graphql.js";
import { accessInWords, permissionsOf } from "../permissions/access.js";
import { useApis } from "../permissions/use-apis.js";
import { Bars } from "../ui/bars.js";
import { CopyIcon } from "../ui/copy-button.js";
import { counted, formatCount } from "../ui/count.js";
import type { Column } from "../ui/data-table.js";
import { LinkAnchor } from "../ui/links.js";
import { RelativeTime } from "../ui/relative-time.js";
import { relativeTime } from "../ui/time.js";
import { useNow } from "../ui/use-now.js";
import { toBars } from "../usage/hourly.js";
import { aboutKey } from "./about-key.js";
import { EnvironmentBadge, StateBadges } from "./key-badges.js";
import type { KeyRow } from "./keys.graphql.js";
import { LastCall } from "./last-call.js";
import { oldTokenUse } from "./rotation.js";

type Row = ResultOf<typeof KeyRow>;

/** A key in the list. */
export const keyColumns: readonly Column<Row>[] = [
  { header: "Name", rowHeader: true, cell: (row) => <NameCell row={row} /> },
  { header: "Status", beside: true, cell: (row) => <StatusCell row={row} /> },
  {
    header: "Access",
    cell: (row) => (
      <Stack gap={0}>
        <Access row={row} />
        <Text size="xs" c="dimmed" className="lk-nowrap">
          {networkInWords(row.addressScope, row.allowlist.length)}
        </Text>
      </Stack>
    ),
  },
  { header: "Last 24 hours", cell: (row) => <DayCell row={row} /> },
  { header: "Last used", cell: (row) => <LastUsedCell row={row} /> },
];

function NameCell({ row }: { row: Row }) {
  const about = aboutKey(row);
  return (
    <Stack gap={3}>
      <Group gap={8}>
        <LinkAnchor to="/keys/$id" params={{ id: row.id }} fw={600} className="lk-anywhere">
          {row.name}
        </LinkAnchor>
        <EnvironmentBadge environment={row.environment} />
      </Group>
      <Group gap={2} wrap="nowrap">
        <span className="lk-mono">{row.key}</span>
        <CopyIcon text={row.key} what={`key of ${row.name}`} />
      </Group>
      {about.length > 0 && (
        <Text size="xs" c="dimmed" className="lk-anywhere" lineClamp={2}>
          {about.map((part, index) => (
            // Each reads in the direction of its own script.
            <Fragment key={part}>
              {index > 0 && " · "}
              <bdi>{part}</bdi>
            </Fragment>
          ))}
        </Text>
      )}
    </Stack>
  );
}

function StatusCell({ row }: { row: Row }) {
  const now = useNow(60_000);
  const old = row.tokens.find(({ status }) => status === "RETIRING");
  return (
    <Stack gap={3}>
      <StateBadges {...row} />
      {old?.retiresAt && (
        <Text size="xs" c="dimmed" className="lk-old">
          <span className="lk-nowrap">{oldTokenUse(old.lastUsedAt, now)},</span>{" "}
          <span className="lk-nowrap">ends {relativeTime(Date.parse(old.retiresAt), now)}</span>
        </Text>
      )}
    </Stack>
  );
}

function Access({ row }: { row: Row }) {
  const { apis } = useApis();
  return <span>{accessInWords(permissionsOf(row), apis)}</span>;
}

function DayCell({ row }: { row: Row }) {
  const now = useNow(60_000);
  const { allowed, denied, points } = row.usage;
  const sentence = `${counted(allowed, "call")} allowed, ${formatCount(denied)} denied`;
  return (
    <Stack gap={2} className="lk-day">
      <Bars bars={toBars(points, now)} label={`Last 24 hours: ${sentence}`} height={22} />
      <Text size="xs" c="dimmed">
        {allowed + denied === 0 ? "No calls" : counted(allowed + denied, "call")}
        {denied > 0 && (
          <Text span c="var(--lk-red)">
            {" "}
            · {formatCount(denied)} denied
          </Text>
        )}
      </Text>
    </Stack>
  );
}

function LastUsedCell({ row }: { row: Row }) {
  if (!row.lastUsedAt) return <Text size="sm">Never</Text>;
  return (
    <Stack gap={0}>
      <RelativeTime at={row.lastUsedAt} />
      <Text component="div" size="xs" c="dimmed">
        <LastCall call={row} className="lk-whole" />
      </Text>
    </Stack>
  );
}
