import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import { IconRefresh } from "@tabler/icons-react";
import { type ReactNode, useEffect, useRef } from "react";
import { FailureAlert } from "./failure-alert.js";
import { ProblemAlert } from "./problem-alert.js";
import type { Save } from "./use-save.js";

interface Props {
  save: Pick<Save, "error" | "errors">;
  /** What somebody else may have changed meanwhile. */
  subject?: string;
  /** Who changed it, when and how, where that can be said. */
  change?: ReactNode;
  /** That somebody else has changed it stands elsewhere in the form. */
  staleToldElsewhere?: boolean;
  onReload?: (() => unknown) | undefined;
  /** Reloads as well, and keeps what was edited. */
  onKeep?: (() => unknown) | undefined;
}

/** Why saving did not work, where no single field is to blame: in view, and with the focus, wherever the button was. */
export function SaveErrors({
  save: { error, errors },
  subject = "key",
  change,
  staleToldElsewhere = false,
  onReload,
  onKeep,
}: Props) {
  const shown = useRef<HTMLDivElement>(null);
  const hasFailed = error !== null;
  const isStale = errors.stale && !staleToldElsewhere;
  const isShown = hasFailed || isStale || errors.rest.length > 0;
  useEffect(() => {
    if (!isShown) return;
    shown.current?.scrollIntoView({ block: "center" });
    shown.current?.focus({ preventScroll: true });
  }, [isShown]);
  if (!isShown) return null;
  return (
    <Stack ref={shown} gap="md" tabIndex={-1}>
      {hasFailed && <ProblemAlert error={error} />}
      {isStale && (
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
      {errors.rest.map((sentence) => (
        <FailureAlert key={sentence}>{sentence}</FailureAlert>
      ))}
    </Stack>
  );
}
