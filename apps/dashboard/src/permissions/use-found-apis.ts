import { useFound } from "../ui/use-found.js";

/** As `useFound`, for a table with a row for each Api of a large catalogue: by the Api's name and code. */
export function useFoundApis<Row>(rows: readonly Row[], apiOf: (row: Row) => { name: string; code: string }) {
  return useFound(rows, {
    textsOf: (row) => [apiOf(row).name, apiOf(row).code],
    find: "Find an API",
    none: "No API fits.",
  });
}
