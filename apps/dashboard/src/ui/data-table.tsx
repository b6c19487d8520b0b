// biome-ignore-all lint/a11y/noRedundantRoles: below 768 px `display: block` takes the native roles away
import type { ReactNode } from "react";

export interface Column<Row> {
  header: string;
  cell: (row: Row) => ReactNode;
  /** Figures stand to the right. */
  numeric?: boolean;
  className?: string;
  /** Names the row: a header cell, and the card's first line on a narrow screen. */
  rowHeader?: boolean;
}

interface Props<Row> {
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
}

/** A table that turns into cards below 768 px. */
export function DataTable<Row>({ caption, columns, rows, rowKey }: Props<Row>) {
  return (
    <table role="table" className="lk-table" aria-label={caption}>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map((column) => (
            <th
              role="columnheader"
              scope="col"
              key={column.header}
              data-numeric={column.numeric || undefined}
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
    >
      {column.cell(row)}
    </td>
  );
}
