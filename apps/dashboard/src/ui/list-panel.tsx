import { Paper } from "@mantine/core";
import type { ReactNode } from "react";
import { type Column, DataTable } from "./data-table.js";
import { ProblemAlert } from "./problem-alert.js";

interface Props<Row> {
  caption: string;
  columns: readonly Column<Row>[];
  /** Undefined: they are on their way, or could not be loaded. */
  rows: readonly Row[] | undefined;
  rowKey: (row: Row) => string;
  className?: string;
  /** What brings them. While it has no data and loads, something else was asked for: what is shown fades until that is there. */
  query: { data: unknown; loading: boolean; error?: unknown; refetch: () => unknown };
  /** Stands in the place of the rows until they are there. */
  loading: ReactNode;
  /** The same where there is none. */
  empty: ReactNode;
}

/** The list that a page is about, framed: its rows, that there is none, or why it could not be loaded. */
export function ListPanel<Row>({ rows, query, loading, empty, ...table }: Props<Row>) {
  const { data, error, refetch } = query;
  const hasFailed = error !== undefined;
  return (
    <>
      {hasFailed && <ProblemAlert error={error} onRetry={refetch} />}
      {!rows && !hasFailed && loading}
      {rows && (
        <Paper withBorder px="lg" py={6} className="lk-panel" aria-busy={!data && query.loading}>
          {rows.length > 0 ? <DataTable rows={rows} {...table} /> : empty}
        </Paper>
      )}
    </>
  );
}
