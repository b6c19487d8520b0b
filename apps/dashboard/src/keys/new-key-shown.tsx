import { Paper } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { ShownOnce } from "./shown-once.js";
import type { MadeKey } from "./use-create-key.js";

/** The made pair; "I have copied it" leads to the key's page. */
export function NewKeyShown({ made }: { made: MadeKey }) {
  const navigate = useNavigate();
  const [copied, setCopied] = useState(false);

  function leave() {
    setCopied(true);
    void navigate({ to: "/keys/$id", params: { id: made.id }, ignoreBlocker: true });
  }

  if (copied) return null;
  return (
    <Paper withBorder p="lg" className="lk-panel">
      <ShownOnce pair={made} onDone={leave} />
    </Paper>
  );
}
