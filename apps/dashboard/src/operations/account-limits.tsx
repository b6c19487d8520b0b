import { Button, Group, Text } from "@mantine/core";
import { useState } from "react";
import { useFoundApis } from "../permissions/use-found-apis.js";
import { type Limit, LimitCell, StateBadge, UsedCell, WeekCell } from "../throttle/limit-cells.js";
import { RetiredLimitsPanel } from "../throttle/retired-limits-panel.js";
import { type Column, DataTable } from "../ui/data-table.js";
import { LinkAnchor, LinkButton } from "../ui/links.js";
import { Panel } from "../ui/panel.js";
import { EndGrantDialog } from "./end-grant-dialog.js";

interface Props {
  sid: string;
  limits: readonly Limit[];
  /** Of Apis that have left the catalogue. */
  retired: readonly Limit[];
  /** The operator is a member of the account. */
  own: boolean;
  reload: () => Promise<unknown>;
}

/** An account's limits, of all Apis, also of those that have left the catalogue, with the way to end what was granted. */
export function AccountLimits({ sid, limits, retired, own, reload }: Props) {
  const [ending, setEnding] = useState<Limit | null>(null);
  const all = [...limits, ...retired];
  return (
    <>
      <LimitsPanel sid={sid} limits={limits} own={own} onEnd={setEnding} />
      <RetiredLimitsPanel
        limits={retired}
        requestLink="/operations/requests/$id"
        onEnd={own ? undefined : setEnding}
      />
      {ending && (
        <EndGrantDialog
          sid={sid}
          limit={ending}
          now={all.find(({ api }) => api.code === ending.api.code)}
          onClose={() => setEnding(null)}
          reload={reload}
        />
      )}
    </>
  );
}

interface LimitsPanelProps extends Omit<Props, "reload" | "retired"> {
  onEnd: (limit: Limit) => void;
}

function LimitsPanel({ sid, limits, own, onEnd }: LimitsPanelProps) {
  const { shown, field, more, none } = useFoundApis(limits, ({ api }) => api);
  const columns: readonly Column<Limit>[] = [
    { header: "API", rowHeader: true, cell: ({ api }) => <strong>{api.name}</strong> },
    { header: "Limit", cell: (row) => <LimitCell row={row} /> },
    { header: "Used now", cell: (row) => <UsedCell row={row} /> },
    { header: "Last 7 days", cell: (row) => <WeekCell row={row} /> },
    { header: "State", beside: true, className: "lk-state", cell: (row) => <StateBadge row={row} /> },
    {
      header: "Actions",
      beside: true,
      cell: (row) => <Acts sid={sid} row={row} own={own} onEnd={() => onEnd(row)} />,
    },
  ];
  return (
    <Panel title="Limits" lead="Granted limits can be ended early: what was before is in force again.">
      {limits.length === 0 && <Text size="sm">The catalogue has no API.</Text>}
      {field}
      {none}
      {shown.length > 0 && (
        <DataTable
          caption="Limits of the account"
          className="lk-limits"
          columns={columns}
          rows={shown}
          rowKey={({ api }) => api.code}
        />
      )}
      {more}
    </Panel>
  );
}

interface ActsProps {
  sid: string;
  row: Limit;
  own: boolean;
  onEnd: () => void;
}

function Acts({ sid, row: { api, grantId, pendingRequest }, own, onEnd }: ActsProps) {
  if (own) return <>None</>;
  return (
    <Group gap="xs">
      {pendingRequest ? (
        <LinkButton
          to="/operations/requests/$id"
          params={{ id: pendingRequest.id }}
          size="xs"
          variant="default"
          aria-label={`Pending request: ${api.name}`}
        >
          Pending request
        </LinkButton>
      ) : (
        <LinkAnchor
          to="/operations/accounts/$sid/request"
          params={{ sid }}
          search={{ api: api.code }}
          className="lk-nowrap"
          aria-label={`Enter a request: ${api.name}`}
        >
          Enter a request
        </LinkAnchor>
      )}
      {grantId !== null && (
        <Button size="xs" variant="default" onClick={onEnd} aria-label={`End grant: ${api.name}`}>
          End grant
        </Button>
      )}
    </Group>
  );
}
