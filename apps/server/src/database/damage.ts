import type { DataSource } from "typeorm";
import { MINUTE } from "../durations.js";
import type { Log } from "../log.js";
import { repeat } from "../repeat.js";
import { isForgiving, type ReadColumn, watchReads } from "./columns.js";

/** Each look for damaged rows may read a whole table. */
const PAUSE = 5 * MINUTE;
/** Rows that are named of one column: of a table that is damaged as a whole, enough to see it. */
const MOST_NAMED = 20;

/** Names in the log, once, each row in which a read has met what somebody else has written wrongly; never what stands there. */
export class Damage {
  private readonly met = new Set<ReadColumn>();
  private readonly told = new Set<string>();

  /** @param source whose reads are watched from now on */
  constructor(private readonly source: DataSource) {
    watchReads(source, (column) => this.met.add(column));
  }

  /** Looks for the rows of what was met since the last time. */
  async tell(log: Pick<Log, "error">): Promise<void> {
    const columns = [...this.met];
    this.met.clear();
    for (const column of columns.filter(isForgiving)) {
      const { databaseName, entityMetadata, transformer } = column;
      const { tableName: table, primaryColumns } = entityMetadata;
      const keys = primaryColumns.map((key) => `\`${key.databaseName}\``).join(", ");
      const damaged = transformer.unreadable(`\`${databaseName}\``);
      const rows: object[] = await this.source.query(
        `SELECT ${keys} FROM \`${table}\` WHERE ${damaged} LIMIT ${MOST_NAMED}`,
      );
      for (const row of rows) {
        const id = Object.values(row).join(" ");
        const name = `${table} ${databaseName} ${id}`;
        if (this.told.has(name)) continue;
        this.told.add(name);
        log.error({ table, column: databaseName, id }, "damaged row: it is read as what allows least");
      }
    }
  }
}

/** Tells the log of damaged rows until it is stopped. */
export function reportDamage(source: DataSource, log: Log): () => Promise<void> {
  const damage = new Damage(source);
  return repeat(
    PAUSE,
    () => damage.tell(log),
    (err) => log.warn({ err }, "damaged rows could not be looked for"),
  );
}
