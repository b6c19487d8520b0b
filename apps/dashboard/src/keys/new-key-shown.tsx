import { Paper } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { ShownOnce } from "./shown-once.js";
import type { MadeKey } from "./use-create-key.js";

/** The made pair; "I have copied it" leads to the key's page. */
export function NewKeyShown({ made }: { made: MadeKey }) {
  const navigate = useNavigate();
  const [copied, setCopied] = useState(false);

  // The guard against leaving must be gone before the page is left.
  useEffect(() => {
    if (copied) void navigate({ to: "/keys/$id", params: { id: made.id } });
  }, [copied, navigate, made.id]);

  if (copied) return null;
  return (
    <Paper withBorder p="lg" className="lk-panel">
      <ShownOnce pair={made} onDone={() => setCopied(true)} />
    </Paper>
  );
}
