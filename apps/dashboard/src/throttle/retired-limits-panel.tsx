import { Button, Stack, Text } from "@mantine/core";
import { type Column, DataTable } from "../ui/data-table.js";
import { LinkAnchor } from "../ui/links.js";
import { Panel } from "../ui/panel.js";
import { RelativeTime } from "../ui/relative-time.js";
import type { RequestLink } from "./history-panel.js";
import type { Limit } from "./limit-cells.js";
import { limitInWords } from "./limit-state.js";
import { untilInWords } from "./request-words.js";

interface Props {
  limits: readonly Limit[];
  /** Where a request is opened. */
  requestLink: RequestLink;
  /** Ends a grant; left out for those who may not. */
  onEnd?: ((limit: Limit) => void) | undefined;
}

/** What an account still has of Apis that have left the catalogue; nothing where nothing is left. */
export function RetiredLimitsPanel({ limits, requestLink, onEnd }: Props) {
  if (limits.length === 0) return null;
  const columns: readonly Column<Limit>[] = [
    {
      header: "API",
      rowHeader: true,
      cell: ({ api: { name, retiredAt } }) => (
        <Stack gap={0}>
          <strong>{name}</strong>
          {retiredAt && (
            <Text size="xs" c="dimmed">
              Left the catalogue <RelativeTime at={retiredAt} />
            </Text>
          )}
        </Stack>
      ),
    },
    {
      header: "Granted",
      cell: ({ grantId, limit, windowSeconds, validUntil }) =>
        grantId === null ? "Nothing" : `${limitInWords(limit, windowSeconds)} ${untilInWords(validUntil)}`,
    },
    {
      header: "Request",
      cell: ({ pendingRequest, windowSeconds }) =>
        pendingRequest ? (
          <LinkAnchor to={requestLink} params={{ id: pendingRequest.id }}>
            {limitInWords(pendingRequest.requestedLimit, windowSeconds)} asked, pending
          </LinkAnchor>
        ) : (
          "None"
        ),
    },
  ];
  const acts: Column<Limit> = {
    header: "Actions",
    beside: true,
    cell: (row) =>
      row.grantId !== null && (
        <Button
          size="xs"
          variant="default"
          aria-label={`End grant: ${row.api.name}`}
          onClick={() => onEnd?.(row)}
        >
          End grant
        </Button>
      ),
  };
  return (
    <Panel
      title="No longer in the catalogue"
      lead="No call to these APIs passes. What is granted and asked here would come back with them, until it is ended."
    >
      <DataTable
        caption="Limits of APIs that have left the catalogue"
        columns={onEnd ? [...columns, acts] : columns}
        rows={limits}
        rowKey={({ api }) => api.code}
      />
    </Panel>
  );
}
