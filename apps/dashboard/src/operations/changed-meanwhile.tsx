import { Alert } from "@mantine/core";
import { IconRefresh } from "@tabler/icons-react";
import type { ReactNode } from "react";

interface Props {
  /** What is in force now is what was typed: by an earlier try whose answer was lost, or by somebody who wanted the same. */
  asTyped?: boolean;
  children: ReactNode;
}

/** Another operator was faster; nothing of this form was saved. */
export function ChangedMeanwhile({ asTyped = false, children }: Props) {
  return (
    <Alert color="amber" icon={<IconRefresh />} role="alert" title="Somebody changed it meanwhile">
      {children} {asTyped ? "That is what you have typed." : "Nothing of yours was saved."}
    </Alert>
  );
}
