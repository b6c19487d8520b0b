import { Badge } from "@mantine/core";

export const STATUS = {
  PENDING: { color: "amber", words: "Pending" },
  APPROVED: { color: "green", words: "Approved" },
  DECLINED: { color: "red", words: "Declined" },
  WITHDRAWN: { color: "gray", words: "Withdrawn" },
} as const;

export function RequestBadge({ status }: { status: keyof typeof STATUS }) {
  const { color, words } = STATUS[status];
  return (
    <Badge variant="light" color={color}>
      {words}
    </Badge>
  );
}
