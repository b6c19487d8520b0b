import { Button, Group, Progress, Stack, Text } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { formatCount } from "../ui/count.js";
import type { AuditFilter } from "./activity-search.js";
import { useCsv } from "./use-csv.js";

/** Saves all entries that fit the filter as a file, and shows how far it is. */
export function CsvButton({ sid, filter }: { sid: string; filter: AuditFilter }) {
  const { state, start, cancel } = useCsv(sid, filter);
  if (state.state === "reading") {
    const { read, total } = state;
    return (
      <Group gap="sm">
        <Stack gap={4} w={180}>
          <Text size="xs" c="dimmed" role="status">
            {total === null ? "Reading…" : `${formatCount(read)} of ${formatCount(total)} entries`}
          </Text>
          <Progress value={total ? (100 * read) / total : 0} aria-label="Entries read" />
        </Stack>
        <Button variant="default" onClick={cancel}>
          Cancel
        </Button>
      </Group>
    );
  }
  return (
    <Group gap="sm">
      {state.state === "failed" && (
        <Text size="sm" c="var(--lk-red)" role="alert">
          The entries could not be read.
        </Text>
      )}
      <Button variant="default" leftSection={<IconDownload size={16} />} onClick={() => void start()}>
        {state.state === "failed" ? "Try again" : "Download CSV"}
      </Button>
    </Group>
  );
}
