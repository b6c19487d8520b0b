import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createConnection } from "mysql2/promise";

/** The URL of an empty database of its own: SQLite, or one on the server of TEST_MYSQL_URL when TEST_DATABASE says `mysql`. */
export async function freshUrl(): Promise<{ url: string; drop: () => Promise<void> }> {
  if (process.env.TEST_DATABASE !== "mysql") {
    const folder = mkdtempSync(join(tmpdir(), "latchkey-graphql-"));
    return {
      url: `sqlite:${join(folder, "test.sqlite")}`,
      drop: async () => rmSync(folder, { recursive: true }),
    };
  }
  const server = process.env.TEST_MYSQL_URL ?? "";
  const name = `graphql_${randomBytes(6).toString("hex")}`;
  const statement = async (sql: string) => {
    const connection = await createConnection(server);
    await connection.query(sql);
    await connection.end();
  };
  await statement(`CREATE DATABASE ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => statement(`DROP DATABASE ${name}`) };
}
