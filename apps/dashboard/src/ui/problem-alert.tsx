import { Alert, Button, Code, Group, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { failedChange, problemOf } from "../apollo/problem.js";

interface Props {
  error: unknown;
  /** Reads again. Left out: the error is that of a change. */
  onRetry?: () => unknown;
}

/** What happened, the request's id for the support, and Retry where trying again can help. */
export function ProblemAlert({ error, onRetry }: Props) {
  const problem = problemOf(error);
  const sentence = onRetry ? problem.message : failedChange(problem);
  return (
    <Alert color="red" icon={<IconAlertTriangle />} title={sentence} role="alert">
      <Group justify="space-between" gap="sm">
        {problem.requestId ? (
          <Text size="sm" c="inherit">
            Request <Code>{problem.requestId}</Code>
          </Text>
        ) : (
          <span />
        )}
        {onRetry && (
          <Button size="xs" variant="default" onClick={() => onRetry()}>
            Retry
          </Button>
        )}
      </Group>
    </Alert>
  );
}
