import { Alert } from "@mantine/core";
import { IconRefresh } from "@tabler/icons-react";
import type { ReactNode } from "react";

/** Another operator was faster; nothing of this form was saved. */
export function ChangedMeanwhile({ children }: { children: ReactNode }) {
  return (
    <Alert color="amber" icon={<IconRefresh />} role="alert" title="Somebody changed it meanwhile">
      {children} Nothing of yours was saved.
    </Alert>
  );
}
