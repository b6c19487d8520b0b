import { useApolloClient } from "@apollo/client/react";
import { Button, Group, Text } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useState } from "react";
import { saveFile } from "../ui/save-file.js";

/** Saves the schema as a file. */
export function SchemaButton() {
  const client = useApolloClient();
  const [state, setState] = useState<"idle" | "reading" | "failed">("idle");

  async function download() {
    setState("reading");
    try {
      const { readSchema } = await import("./schema-file.js");
      saveFile("latchkey.graphql", "text/plain", await readSchema(client));
      setState("idle");
    } catch {
      setState("failed");
    }
  }

  return (
    <Group gap="sm">
      <Button
        variant="default"
        leftSection={<IconDownload size={16} />}
        loading={state === "reading"}
        onClick={() => void download()}
      >
        {state === "failed" ? "Try again" : "Download the schema"}
      </Button>
      {state === "failed" && (
        <Text size="sm" c="var(--lk-red)" role="alert">
          The schema could not be read.
        </Text>
      )}
    </Group>
  );
}
