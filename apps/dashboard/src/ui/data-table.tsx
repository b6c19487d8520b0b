// biome-ignore-all lint/a11y/noRedundantRoles: below 768 px `display: block` takes the native roles away
import type { CSSProperties, ReactNode } from "react";

export interface Column<Row> {
  header: string;
  cell: (row: Row) => ReactNode;
  /** Figures stand to the right. */
  numeric?: boolean;
  className?: string;
  /** Names the row: a header cell, and the first line of it on a narrow screen. */
  rowHeader?: boolean;
  /** Stands beside the row's name on a narrow screen, without its header: what says by itself what it is. */
  beside?: boolean;
}

interface Props<Row> {
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  className?: string;
}

/**
 * A table whose rows become cards where it is too wide: below their names the cells stand in columns, and below 768 px one below the
 * other.
 */
export function DataTable<Row>({ caption, columns, rows, rowKey, className = "" }: Props<Row>) {
  const cells = columns.filter(({ rowHeader, beside }) => !rowHeader && !beside).length;
  return (
    <table
      role="table"
      className={`lk-table ${className}`}
      aria-label={caption}
      style={{ "--lk-cells": cells } as CSSProperties}
    >
      <thead role="rowgroup">
        <tr role="row">
          {columns.map((column) => (
            <th
              role="columnheader"
              scope="col"
              key={column.header}
              data-numeric={column.numeric || undefined}
              data-beside={column.beside || undefined}
            >
              {column.header}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row) => (
          <tr role="row" key={rowKey(row)}>
            {columns.map((column) => (
              <Cell key={column.header} column={column} row={row} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Cell<Row>({ column, row }: { column: Column<Row>; row: Row }) {
  if (column.rowHeader) {
    return (
      <th role="rowheader" scope="row">
        {column.cell(row)}
      </th>
    );
  }
  return (
    <td
      role="cell"
      className={column.className}
      data-label={column.header}
      data-numeric={column.numeric || undefined}
      data-beside={column.beside || undefined}
    >
      {column.cell(row)}
    </td>
  );
}
