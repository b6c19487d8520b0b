import { Box, VisuallyHidden } from "@mantine/core";
import { counted } from "../ui/count.js";
import type { FoundKeys } from "./use-found-keys.js";

interface Props {
  state: FoundKeys["state"];
  text: string;
  keys: number;
  results: number;
}

/** Says how the search stands: to everybody that it goes on or finds nothing, and to screen readers how much there is. */
export function Outcome({ state, text, keys, results }: Props) {
  const shown = sentence({ state, text, keys, results });
  return (
    <Box role="status" className={shown ? "lk-palette-outcome" : undefined}>
      {shown}
      {text !== "" && state !== "searching" && results > 0 && (
        <VisuallyHidden> {counted(results, "result")}.</VisuallyHidden>
      )}
    </Box>
  );
}

function sentence({ state, text, keys, results }: Props): string {
  if (state === "searching") return "Searching keys …";
  if (state === "found" && keys === 0) return `No key matches “${text}”.`;
  if (state === "idle" && results === 0) return `Nothing matches “${text}”.`;
  return "";
}
