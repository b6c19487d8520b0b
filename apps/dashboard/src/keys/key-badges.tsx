import { Badge, Group } from "@mantine/core";
import type { KeyStatus } from "./keys-search.js";

const STATUS = {
  ACTIVE: { color: "green", label: "Active" },
  DISABLED: { color: "gray", label: "Disabled" },
  EXPIRED: { color: "red", label: "Expired" },
} as const;

export function StatusBadge({ status }: { status: KeyStatus }) {
  const { color, label } = STATUS[status];
  return (
    <Badge variant="light" color={color}>
      {label}
    </Badge>
  );
}

/** Colours are for states alone: what a key is for is none. */
export function EnvironmentBadge({ environment }: { environment: "PRODUCTION" | "TEST" }) {
  return (
    <Badge variant="default" fw={500}>
      {environment === "PRODUCTION" ? "Production" : "Test"}
    </Badge>
  );
}

interface Props {
  status: KeyStatus;
  isDefault: boolean;
  tokens: readonly { status: "ACTIVE" | "RETIRING" }[];
}

/** Everything about a key's state that a list must not hide. */
export function StateBadges({ status, isDefault, tokens }: Props) {
  return (
    <Group gap={6}>
      <StatusBadge status={status} />
      {tokens.some((token) => token.status === "RETIRING") && (
        <Badge variant="light" color="amber">
          Grace period
        </Badge>
      )}
      {isDefault && (
        <Badge variant="default" fw={500}>
          Default
        </Badge>
      )}
    </Group>
  );
}
