import { Alert, Button, Group, Text } from "@mantine/core";
import { IconAlertCircle, IconRefresh } from "@tabler/icons-react";
import { ProblemAlert } from "./problem-alert.js";
import type { SplitErrors } from "./user-errors.js";

interface Props {
  /** What the mutation itself threw. */
  error?: unknown;
  errors?: SplitErrors;
  /** What somebody else may have changed meanwhile. */
  subject?: string;
  onReload?: () => unknown;
}

/** Why saving did not work, where no single field is to blame. */
export function SaveErrors({ error, errors, subject = "key", onReload }: Props) {
  return (
    <>
      {error !== undefined && error !== null && <ProblemAlert error={error} />}
      {errors?.stale && (
        <Alert
          color="amber"
          icon={<IconRefresh />}
          role="alert"
          title={`Somebody changed this ${subject} meanwhile`}
        >
          <Group justify="space-between">
            <Text size="sm">Nothing was saved. Reload to see the {subject} as it is now.</Text>
            {onReload && (
              <Button size="xs" variant="default" onClick={() => onReload()}>
                Reload
              </Button>
            )}
          </Group>
        </Alert>
      )}
      {errors?.rest.map((sentence) => (
        <Alert key={sentence} color="red" icon={<IconAlertCircle />} role="alert">
          {sentence}
        </Alert>
      ))}
    </>
  );
}
