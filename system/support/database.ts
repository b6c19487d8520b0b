import { randomBytes } from "node:crypto";
import { createConnection } from "mysql2/promise";

/** An empty database for one test. */
export interface Place {
  url: string;
  drop(): Promise<void>;
}

/** Creates a database on the server of this URL, by default TEST_MYSQL_URL, whose user may create databases. */
export async function createPlace(given = process.env.TEST_MYSQL_URL): Promise<Place> {
  if (!given) throw new Error("TEST_MYSQL_URL must name a server with the right to create databases");
  const name = `latchkey_system_${randomBytes(6).toString("hex")}`;
  const run = async (sql: string) => {
    const connection = await createConnection(given);
    await connection.query(sql);
    await connection.end();
  };
  await run(`CREATE DATABASE \`${name}\``);
  const url = new URL(given);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => run(`DROP DATABASE \`${name}\``) };
}
