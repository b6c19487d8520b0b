import { parseCidr } from "@latchkey/enforcement";
import { Badge, Button, Skeleton, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { Address } from "../ui/address.js";
import { formatCount } from "../ui/count.js";
import { type Column, DataTable } from "../ui/data-table.js";
import { Panel } from "../ui/panel.js";
import { RelativeTime } from "../ui/relative-time.js";
import { type Network, wouldAdmit } from "./network.js";

interface Caller {
  address: string;
  calls: number;
  lastSeenAt: string;
}

interface Props {
  /** Undefined until they are known. */
  callers: readonly Caller[] | undefined;
  /** Why they can't be known. */
  problem: ReactNode;
  network: Network;
  onAdd: (...addresses: string[]) => void;
  disabled?: boolean;
}

/** Whether a caller is refused by the list, and is one that a list can admit. */
function canAdd(network: Network, address: string): boolean {
  return !wouldAdmit(network, address) && parseCidr(address).ok;
}

/** The addresses that really called with this key, each with Add. */
export function RecentCallers({ callers, problem, network, onAdd, disabled }: Props) {
  const isOpen = network.scope === "ANY_ADDRESS";
  const toAdd = (callers ?? []).filter(({ address }) => canAdd(network, address));
  const columns: readonly Column<Caller>[] = [
    { header: "Address", rowHeader: true, cell: ({ address }) => <Address text={address} /> },
    { header: "Calls", numeric: true, cell: ({ calls }) => formatCount(calls) },
    { header: "Last seen", cell: ({ lastSeenAt }) => <RelativeTime at={lastSeenAt} /> },
    {
      header: "With this list",
      beside: true,
      cell: ({ address }) =>
        wouldAdmit(network, address) ? (
          <Badge color="green" variant="light">
            Admitted
          </Badge>
        ) : (
          <Badge color="red" variant="light">
            Denied
          </Badge>
        ),
    },
    {
      header: "Add",
      beside: true,
      cell: ({ address }) =>
        canAdd(network, address) ? (
          <Button
            size="compact-sm"
            variant="default"
            disabled={disabled}
            aria-label={`Add ${address}`}
            onClick={() => onAdd(address)}
          >
            Add
          </Button>
        ) : null,
    },
  ];
  return (
    <Panel
      title="Recent callers"
      lead={`Addresses seen with this key in the last 30 days.${isOpen ? " With “Only listed addresses” they can be added to the list from here." : ""}`}
      aside={
        toAdd.length > 1 && (
          <Button
            size="xs"
            variant="default"
            disabled={disabled}
            onClick={() => onAdd(...toAdd.map(({ address }) => address))}
          >
            Add all {toAdd.length}
          </Button>
        )
      }
    >
      {problem}
      {!callers && !problem && <Skeleton height={20} />}
      {callers?.length === 0 && (
        <Text size="sm" c="dimmed">
          No call with this key in the last 30 days.
        </Text>
      )}
      {callers && callers.length > 0 && (
        <DataTable
          caption="Recent callers"
          columns={columns}
          rows={callers}
          rowKey={({ address }) => address}
        />
      )}
    </Panel>
  );
}
