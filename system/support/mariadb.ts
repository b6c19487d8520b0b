import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { findProgram, freePorts } from "@latchkey/enforcer/testing";
import { createConnection } from "mysql2/promise";
import { ROOT } from "../../e2e/support/paths.js";
import { createPlace } from "./database.js";

const LEASH = join(ROOT, "tools/services/leash.mjs");
const AS_ROOT = process.getuid?.() === 0 ? ["--user=mysql"] : [];
const ACCOUNT = "CREATE USER IF NOT EXISTS 'latchkey'@'%' IDENTIFIED BY 'latchkey'";
const RIGHTS = "GRANT ALL ON *.* TO 'latchkey'@'%' WITH GRANT OPTION";

/** A MariaDB server for one test, which can be killed, frozen and started again with the same data. Ends with the test's process at the latest. */
export class MariaDb {
  private leash: ChildProcess | null = null;

  private constructor(
    private readonly folder: string,
    private readonly port: number,
  ) {}

  /** Starts a server. `flags`: command-line options besides those that it always has. */
  static async start(flags: readonly string[] = []): Promise<MariaDb> {
    const folder = await mkdtemp(join(tmpdir(), "latchkey-mariadb-"));
    // The server's own user must be able to enter it.
    await chmod(folder, 0o777);
    // Not replicated: each server has them of its own.
    await writeFile(join(folder, "set-up.sql"), `SET sql_log_bin = 0;\n${ACCOUNT};\n${RIGHTS};\n`);
    const [port = 0] = await freePorts(1);
    const installer = findProgram("mariadb-install-db", "mysql_install_db");
    const empty = ["--auth-root-authentication-method=normal", "--skip-test-db"];
    // Temporary tables of its own: two installations at the same moment would overwrite each other's.
    const own = [`--datadir=${join(folder, "data")}`, `--tmpdir=${folder}`];
    await promisify(execFile)(installer, ["--no-defaults", ...AS_ROOT, ...own, ...empty]);
    const server = new MariaDb(folder, port);
    await server.start(flags);
    return server;
  }

  get url(): string {
    return `mysql://latchkey:latchkey@127.0.0.1:${this.port}/mysql`;
  }

  async start(more: readonly string[] = []): Promise<void> {
    const { folder, port } = this;
    const scratch = await mkdtemp(join(folder, "run-"));
    const flags = [
      "--no-defaults",
      ...AS_ROOT,
      `--datadir=${join(folder, "data")}`,
      `--tmpdir=${folder}`,
      `--socket=${join(folder, "socket")}`,
      `--pid-file=${join(folder, "pid")}`,
      `--init-file=${join(folder, "set-up.sql")}`,
      "--bind-address=127.0.0.1",
      `--port=${port}`,
      "--skip-log-bin",
      "--skip-name-resolve",
      "--character-set-server=utf8mb4",
      "--performance-schema=OFF",
      "--innodb-buffer-pool-size=64M",
      ...more,
    ];
    const command = [LEASH, scratch, "SIGKILL", findProgram("mariadbd", "mysqld"), ...flags];
    this.leash = spawn(process.execPath, command, { stdio: ["ignore", "ignore", "ignore", "ipc"] });
    for (let tries = 0; !(await this.answers()); tries++) {
      if (tries > 600) throw new Error("the test's MariaDB did not start");
      await sleep(50);
    }
  }

  /** SIGKILL: connections break, and new ones are refused. */
  async kill(): Promise<void> {
    const { leash } = this;
    if (!leash || leash.exitCode !== null) return;
    leash.kill("SIGTERM");
    await once(leash, "exit");
  }

  /** SIGSTOP: connections stay open, new ones are accepted by the kernel, and nothing is answered. */
  async freeze(): Promise<void> {
    process.kill(await this.pid(), "SIGSTOP");
  }

  async thaw(): Promise<void> {
    process.kill(await this.pid(), "SIGCONT");
  }

  /** How many connections were tried since it was started. */
  async connections(): Promise<number> {
    const [row] = await this.run("SHOW GLOBAL STATUS LIKE 'Connections'");
    return Number(row?.Value);
  }

  /** Runs statements as somebody with all rights, on a connection of their own. Gives the rows of the last. */
  async run(...statements: string[]): Promise<Record<string, unknown>[]> {
    const connection = await createConnection(this.url);
    let rows: unknown = [];
    try {
      for (const sql of statements) [rows] = await connection.query(sql);
    } finally {
      await connection.end();
    }
    return rows as Record<string, unknown>[];
  }

  /** An empty database, for somebody without the rights of an administrator: not even they may write where a server takes no writes. */
  async plainUrl(): Promise<string> {
    const url = new URL((await createPlace(this.url)).url);
    url.username = "plain";
    await this.run(
      "CREATE USER IF NOT EXISTS 'plain'@'%' IDENTIFIED BY 'latchkey'",
      `GRANT ALL ON \`${url.pathname.slice(1)}\`.* TO 'plain'@'%'`,
    );
    return url.href;
  }

  async close(): Promise<void> {
    await this.kill();
    await rm(this.folder, { recursive: true, force: true });
  }

  private async pid(): Promise<number> {
    return Number(await readFile(join(this.folder, "pid"), "utf8"));
  }

  private async answers(): Promise<boolean> {
    try {
      await (await createConnection({ uri: this.url, connectTimeout: 1_000 })).end();
      return true;
    } catch {
      return false;
    }
  }
}
