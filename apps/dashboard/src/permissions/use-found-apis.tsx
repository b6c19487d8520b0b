import { Text } from "@mantine/core";
import { useState } from "react";
import { FindField } from "../ui/find-field.js";
import { fits } from "../ui/fits.js";
import { useFew } from "../ui/use-few.js";

/** So many are shown at first. */
const FEW = 25;

/**
 * Of a table with a row for each Api of a large catalogue: the first rows, or those whose Api's name or code has what is typed into `field`.
 * `more` shows the others too; `none` says that no Api fits. All but `shown` are null where there are few.
 */
export function useFoundApis<Row>(rows: readonly Row[], apiOf: (row: Row) => { name: string; code: string }) {
  const [typed, setTyped] = useState("");
  const found = rows.filter((row) => fits(typed, apiOf(row).name, apiOf(row).code));
  const { shown, more } = useFew(found, FEW);
  const field = rows.length > FEW && (
    <FindField label="Find an API" placeholder="Find an API" value={typed} onChange={setTyped} />
  );
  const none = found.length === 0 && rows.length > 0 && (
    <Text size="sm" role="status">
      No API fits.
    </Text>
  );
  return { shown, field, more, none };
}
