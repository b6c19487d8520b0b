import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { Failure } from "@latchkey/program";
import type { Database } from "./database.js";

const LEASE_SECONDS = 10;
const RENEWAL_MILLISECONDS = 3_000;
const POLL_MILLISECONDS = 100;
/** Longest wait for another server's start. */
const PATIENCE_MILLISECONDS = 120_000;

/** By the database's clock, which all servers share. */
const NOW = "UNIX_TIMESTAMP(NOW(3))";

/**
 * Runs `work` while no other server runs its own: what a start does to a database. On SQLite each transaction of `work` locks the whole
 * file by itself, so nothing is needed. On MySQL a row with a lease is taken, not GET_LOCK: that one belongs to a connection and to
 * one node, which proxies and distributed databases (Vitess, Galera) do not keep. Who dies holding it is waited for until its lease ends.
 * @throws {Failure} when another server holds it for two minutes.
 */
export async function exclusively<T>({ writer }: Database, work: () => Promise<T>): Promise<T> {
  if (writer.options.type !== "mysql") return work();
  const holder = randomUUID();
  await writer.query(
    "CREATE TABLE IF NOT EXISTS `start_lock` (`id` int NOT NULL, `holder` varchar(40) NOT NULL, `until` decimal(20,3) NOT NULL, PRIMARY KEY (`id`))",
  );
  await writer.query("INSERT IGNORE INTO `start_lock` (`id`, `holder`, `until`) VALUES (1, '', 0)");
  const take = async () => {
    const { affectedRows } = await writer.query(
      `UPDATE \`start_lock\` SET \`holder\` = ?, \`until\` = ${NOW} + ${LEASE_SECONDS} WHERE \`id\` = 1 AND (\`until\` < ${NOW} OR \`holder\` = ?)`,
      [holder, holder],
    );
    return affectedRows === 1;
  };
  for (let waited = 0; !(await take()); waited += POLL_MILLISECONDS) {
    if (waited >= PATIENCE_MILLISECONDS)
      throw new Failure("DATABASE_URL: another server has been preparing this database for two minutes.");
    await sleep(POLL_MILLISECONDS);
  }
  const renewal = setInterval(() => take().catch(() => false), RENEWAL_MILLISECONDS);
  try {
    return await work();
  } finally {
    clearInterval(renewal);
    await writer.query("UPDATE `start_lock` SET `until` = 0 WHERE `id` = 1 AND `holder` = ?", [holder]);
  }
}
