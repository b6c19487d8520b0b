import { statSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import Libsql from "libsql";
import type { Database, Read, ReadValues, Row, Statement, Value, Values } from "./database.js";

type Connection = InstanceType<typeof Libsql>;

/** The driver blocks the thread while it waits for a lock, so it may do so only briefly; between tries we wait without blocking. */
const BLOCKING_MILLISECONDS = 5;
const BUSY_MILLISECONDS = 2_000;

/** A file that the server writes too. Reading and writing have a connection each: with WAL they don't wait for each other. */
export function openSqlite(path: string): Database {
  const reader = new Lazy(path);
  const writer = new Lazy(path);
  const reading = new Turns();
  const writing = new Turns();
  const read: Read = async (sql, values = []) => reader.get().all(sql, values);
  const readValues: ReadValues = async (sql, values = []) => reader.get().allValues(sql, values);

  return {
    dialect: "sqlite",
    read: (sql, values) => reading.take(() => read(sql, values)),
    snapshot: (work) => reading.take(() => inSnapshot(reader.get(), () => work(read, readValues))),
    write: (statements) => writing.take(() => writeWhenFree(writer, statements)),
    load: async () => undefined,
    close: async () => {
      await Promise.all([reading.ended(), writing.ended()]);
      reader.close();
      writer.checkpoint();
      writer.close();
    },
  };
}

/** Does one thing after the other on a connection, whether what came before has succeeded or not. */
class Turns {
  private last: Promise<unknown> = Promise.resolve();

  take<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.last.then(work);
    this.last = turn.catch(() => undefined);
    return turn;
  }

  /** Resolves when all that was begun has ended. */
  async ended(): Promise<void> {
    await this.last;
  }
}

async function inSnapshot<T>({ connection }: Open, work: () => Promise<T>): Promise<T> {
  connection.exec("BEGIN DEFERRED");
  try {
    return await work();
  } finally {
    if (connection.inTransaction) connection.exec("COMMIT");
  }
}

async function writeWhenFree(writer: Lazy, statements: readonly Statement[]): Promise<void> {
  const giveUp = performance.now() + BUSY_MILLISECONDS;
  for (;;) {
    try {
      return writeOnce(writer.get(), statements);
    } catch (error) {
      if (!isBusy(error) || performance.now() > giveUp) throw error;
    }
    await sleep(5 + Math.random() * 20);
  }
}

function writeOnce(open: Open, statements: readonly Statement[]): void {
  open.connection.exec("BEGIN IMMEDIATE");
  try {
    for (const { sql, values } of statements) open.prepare(sql).run([...values]);
    open.connection.exec("COMMIT");
  } catch (error) {
    if (open.connection.inTransaction) open.connection.exec("ROLLBACK");
    throw error;
  }
}

function isBusy(error: unknown): boolean {
  const code = (error as { code?: unknown }).code;
  return typeof code === "string" && (code.startsWith("SQLITE_BUSY") || code.startsWith("SQLITE_LOCKED"));
}

class Open {
  readonly connection: Connection;
  private readonly statements = new Map<string, ReturnType<Connection["prepare"]>>();

  constructor(path: string) {
    this.connection = new Libsql(path, { timeout: BLOCKING_MILLISECONDS });
    this.connection.pragma("journal_mode = WAL");
    this.connection.pragma("synchronous = NORMAL");
  }

  prepare(sql: string) {
    let statement = this.statements.get(sql);
    if (!statement) {
      statement = this.connection.prepare(sql);
      if (this.statements.size >= 100) this.statements.clear();
      this.statements.set(sql, statement);
    }
    return statement;
  }

  all(sql: string, values: readonly Value[]): Row[] {
    return this.prepare(sql)
      .raw(false)
      .all([...values]) as Row[];
  }

  allValues(sql: string, values: readonly Value[]): Values[] {
    return this.prepare(sql)
      .raw(true)
      .all([...values]) as Values[];
  }
}

/** Opens the file when first needed, and again when another file has taken its place. Never creates it: that is the server's work. */
class Lazy {
  private open: Open | null = null;
  private inode = 0;

  constructor(private readonly path: string) {}

  get(): Open {
    const inode = statSync(this.path, { throwIfNoEntry: false })?.ino;
    if (this.open && inode !== this.inode) this.close();
    if (inode === undefined) throw new Error(`there is no database file ${this.path} yet`);
    this.open ??= new Open(this.path);
    this.inode = inode;
    return this.open;
  }

  /** Moves what is in the WAL into the database file, as far as other processes let it. */
  checkpoint(): void {
    try {
      this.open?.connection.pragma("wal_checkpoint(TRUNCATE)");
    } catch (error) {
      if (!isBusy(error)) throw error;
    }
  }

  close(): void {
    this.open?.connection.close();
    this.open = null;
  }
}
