// Prints whether server and gateway reach each of these databases, "encrypted" or "plain", or why not: reach.mjs URL …
// In a process of its own, since Node.js reads NODE_EXTRA_CA_CERTS only when it starts.
import "reflect-metadata";
import { openDatabase as openForServer } from "../../apps/server/dist/database/database.js";
import { openDatabase as openForGateway } from "../../packages/enforcer/dist/sql/database.js";

const CIPHER = "SHOW SESSION STATUS LIKE 'Ssl_cipher'";
const said = ([{ Value }]) => (Value === "" ? "plain" : "encrypted");

async function byServer(url) {
  try {
    const database = await openForServer(url);
    const rows = await database.writer.query(CIPHER);
    await database.close();
    return said(rows);
  } catch (error) {
    return error.message;
  }
}

async function byGateway(url) {
  const database = openForGateway(url);
  try {
    return said(await database.read(CIPHER));
  } catch (error) {
    return error.code;
  } finally {
    await database.close();
  }
}

const reached = [];
for (const url of process.argv.slice(2))
  reached.push({ server: await byServer(url), gateway: await byGateway(url) });
process.stdout.write(JSON.stringify(reached));
