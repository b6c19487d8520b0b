import { Alert } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useEffect } from "react";
import { announce } from "../ui/announce.js";
import { belowPeak } from "./limit-state.js";

interface Props {
  /** As it is typed; null: none, or none that can be read. */
  limit: number | null;
  evidence: { peak: number; days: number };
}

/** How long typing rests before it is judged, milliseconds: each number begins with a smaller one. */
const REST = 500;

/** Says, before it is asked for or granted, that a limit would have throttled calls of the last days. */
export function BelowPeak({ limit, evidence }: Props) {
  const [warning] = useDebouncedValue(limit === null ? null : belowPeak(limit, evidence), REST);
  useEffect(() => {
    if (warning) announce(warning);
  }, [warning]);
  if (!warning) return null;
  return (
    <Alert color="amber" icon={<IconAlertTriangle />}>
      {warning}
    </Alert>
  );
}
