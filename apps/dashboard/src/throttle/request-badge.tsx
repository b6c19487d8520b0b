import { Badge } from "@mantine/core";

const STATUSES = {
  PENDING: { color: "amber", words: "Pending" },
  APPROVED: { color: "green", words: "Approved" },
  DECLINED: { color: "red", words: "Declined" },
  WITHDRAWN: { color: "gray", words: "Withdrawn" },
} as const;

export function RequestBadge({ status }: { status: keyof typeof STATUSES }) {
  const { color, words } = STATUSES[status];
  return (
    <Badge variant="light" color={color}>
      {words}
    </Badge>
  );
}
