import { Alert } from "@mantine/core";
import { IconAlertCircle } from "@tabler/icons-react";
import type { ReactNode } from "react";

/** Why something did not work, said at once by screen readers. */
export function FailureAlert({ title, children }: { title?: string; children: ReactNode }) {
  return (
    <Alert color="red" icon={<IconAlertCircle />} role="alert" title={title}>
      {children}
    </Alert>
  );
}
