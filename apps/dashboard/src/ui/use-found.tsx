import { Text } from "@mantine/core";
import { useState } from "react";
import { FindField } from "./find-field.js";
import { fits } from "./fits.js";
import { useFew } from "./use-few.js";

/** So many are shown at first. */
const FEW = 25;

interface Finding<Row> {
  /** What of a row is looked for in. */
  textsOf: (row: Row) => string[];
  /** Names the field. */
  find: string;
  /** Says that no row fits. */
  none: string;
}

/**
 * Of a list that may be long, and is here already: the first rows, or those that have what is typed into `field`. `more` shows the others
 * too; `none` says that no row fits. All but `shown` are null where there are few.
 */
export function useFound<Row>(rows: readonly Row[], { textsOf, ...words }: Finding<Row>) {
  const [typed, setTyped] = useState("");
  const found = rows.filter((row) => fits(typed, ...textsOf(row)));
  const { shown, more } = useFew(found, FEW);
  const field = rows.length > FEW && (
    <FindField label={words.find} placeholder={words.find} value={typed} onChange={setTyped} />
  );
  const none = found.length === 0 && rows.length > 0 && (
    <Text size="sm" role="status">
      {words.none}
    </Text>
  );
  return { shown, field, more, none };
}
