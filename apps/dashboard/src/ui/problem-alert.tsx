import { Alert, Button, Code, Group, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { problemOf } from "../apollo/problem.js";

/** What happened, the request's id for the support, and Retry where trying again can help. */
export function ProblemAlert({ error, onRetry }: { error: unknown; onRetry?: () => unknown }) {
  const problem = problemOf(error);
  return (
    <Alert color="red" icon={<IconAlertTriangle />} title={problem.message} role="alert">
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
