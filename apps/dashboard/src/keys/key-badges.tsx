import { Badge, Group } from "@mantine/core";
import { everyTime, relativeTime } from "../ui/time.js";
import { useNow } from "../ui/use-now.js";
import type { KeyStatus } from "./keys-search.js";

/** From when on the end of a key deserves a look: time enough to make another one and move to it. Milliseconds. */
const SOON = 14 * 86_400_000;

export const STATUS = {
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
  expiresAt: string | null;
  tokens: readonly { status: "ACTIVE" | "RETIRING" }[];
}

/** Everything about a key's state that a list must not hide. */
export function StateBadges({ status, isDefault, expiresAt, tokens }: Props) {
  const now = useNow(60_000);
  const ends = status === "ACTIVE" && expiresAt !== null ? Date.parse(expiresAt) : null;
  return (
    <Group gap={6}>
      <StatusBadge status={status} />
      {tokens.some((token) => token.status === "RETIRING") && (
        <Badge variant="light" color="amber">
          Grace period
        </Badge>
      )}
      {ends !== null && ends - now < SOON && (
        <Badge variant="light" color="amber" title={everyTime(ends).join(" · ")}>
          Expires {relativeTime(ends, now)}
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
