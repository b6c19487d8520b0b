import { setTimeout as sleep } from "node:timers/promises";
import { MariaDb } from "./mariadb.js";

const PATIENCE = 20_000;

/** A MariaDB server that can be a primary or follow one, by global transaction ids, and acknowledges what it has received. */
export async function startReplicated(id: number): Promise<MariaDb> {
  return MariaDb.start([
    `--server-id=${id}`,
    "--log-bin=log",
    "--relay-log=relay",
    "--log-slave-updates",
    "--gtid-strict-mode",
    "--rpl-semi-sync-slave-enabled",
    "--rpl-semi-sync-master-wait-point=AFTER_SYNC",
    "--rpl-semi-sync-master-timeout=20000",
  ]);
}

/** Has a server follow another one, and take no changes but from there. */
export async function follow(replica: MariaDb, primary: MariaDb): Promise<void> {
  const { hostname, port, username, password } = new URL(primary.url);
  await replica.run(
    "SET GLOBAL read_only = 1, rpl_semi_sync_master_enabled = 0",
    `CHANGE MASTER TO MASTER_HOST = '${hostname}', MASTER_PORT = ${port}, MASTER_USER = '${username}', MASTER_PASSWORD = '${password}', MASTER_CONNECT_RETRY = 1, MASTER_USE_GTID = current_pos`,
    "START SLAVE",
  );
  await until(async () => (await statusOf(replica)).Slave_IO_Running === "Yes");
}

/** From now on nothing is committed that no replica has received (semi-synchronous). Resolves when one is there to receive it. */
export async function commitTogether(primary: MariaDb): Promise<void> {
  await primary.run("SET GLOBAL rpl_semi_sync_master_enabled = 1");
  await until(async () => {
    const [row] = await primary.run("SHOW STATUS LIKE 'Rpl_semi_sync_master_clients'");
    return row?.Value !== "0";
  });
}

/** From now on it does not wait for its replica, which hears of nothing more (asynchronous, and lagging). */
export async function leaveBehind(replica: MariaDb, primary: MariaDb): Promise<void> {
  await primary.run("SET GLOBAL rpl_semi_sync_master_enabled = 0");
  await replica.run("STOP SLAVE IO_THREAD");
}

/** Makes a replica a primary, once it has applied all that it has received. */
export async function promote(replica: MariaDb): Promise<void> {
  await replica.run("STOP SLAVE IO_THREAD");
  await until(async () => {
    const [row] = await replica.run("SELECT @@gtid_slave_pos AS applied");
    const { Gtid_IO_Pos } = await statusOf(replica);
    return Gtid_IO_Pos === "" || Gtid_IO_Pos === row?.applied;
  });
  await replica.run("STOP SLAVE", "RESET SLAVE ALL", "SET GLOBAL read_only = 0");
}

async function statusOf(replica: MariaDb): Promise<Record<string, unknown>> {
  const [status = {}] = await replica.run("SHOW SLAVE STATUS");
  return status;
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (const end = performance.now() + PATIENCE; !(await isSo()); ) {
    if (performance.now() > end) throw new Error("the test's replication did not come to where it should");
    await sleep(50);
  }
}
