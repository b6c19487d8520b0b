import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import { IconRefresh } from "@tabler/icons-react";
import { type ReactNode, useEffect, useRef } from "react";
import { FailureAlert } from "./failure-alert.js";
import { ProblemAlert } from "./problem-alert.js";
import type { SplitErrors } from "./user-errors.js";

interface Props {
  /** What the mutation itself threw. */
  error?: unknown;
  errors?: SplitErrors;
  /** What somebody else may have changed meanwhile. */
  subject?: string;
  /** Who changed it, when and how, where that can be said. */
  change?: ReactNode;
  onReload?: (() => unknown) | undefined;
  /** Reloads as well, and keeps what was edited. */
  onKeep?: (() => unknown) | undefined;
}

/** Why saving did not work, where no single field is to blame: in view, and with the focus, wherever the button was. */
export function SaveErrors({ error, errors, subject = "key", change, onReload, onKeep }: Props) {
  const shown = useRef<HTMLDivElement>(null);
  const hasFailed = error !== undefined && error !== null;
  const isShown = hasFailed || errors?.stale === true || (errors?.rest.length ?? 0) > 0;
  useEffect(() => {
    if (!isShown) return;
    shown.current?.scrollIntoView({ block: "center" });
    shown.current?.focus({ preventScroll: true });
  }, [isShown]);
  if (!isShown) return null;
  return (
    <Stack ref={shown} gap="md" tabIndex={-1}>
      {hasFailed && <ProblemAlert error={error} />}
      {errors?.stale && (
        <Alert
          color="amber"
          icon={<IconRefresh />}
          role="alert"
          title={`Somebody changed this ${subject} meanwhile`}
        >
          <Group justify="space-between">
            <Stack gap={2} flex="1 1 16rem" miw={0}>
              {change}
              <Text size="sm">Nothing was saved. Reload to see the {subject} as it is now.</Text>
            </Stack>
            <Group gap="xs">
              {onKeep && (
                <Button size="xs" variant="default" onClick={() => onKeep()}>
                  Reload, keep my changes
                </Button>
              )}
              {onReload && (
                <Button size="xs" variant="default" onClick={() => onReload()}>
                  {onKeep ? "Reload, drop my changes" : "Reload"}
                </Button>
              )}
            </Group>
          </Group>
        </Alert>
      )}
      {errors?.rest.map((sentence) => (
        <FailureAlert key={sentence}>{sentence}</FailureAlert>
      ))}
    </Stack>
  );
}
