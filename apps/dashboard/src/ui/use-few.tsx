import { Button, Group } from "@mantine/core";
import { useState } from "react";

/** The first of many rows, and the button that shows the others, or them no more; null where none is left out. */
export function useFew<Row>(rows: readonly Row[], few: number) {
  const [all, setAll] = useState(false);
  const more = rows.length > few && (
    <Group>
      <Button size="xs" variant="default" onClick={() => setAll(!all)} aria-expanded={all}>
        {all ? "Show fewer" : `Show ${rows.length - few} more`}
      </Button>
    </Group>
  );
  return { shown: all ? rows : rows.slice(0, few), more };
}
