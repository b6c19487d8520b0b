// Says how server and gateway get on with each database that is named, opened as they open theirs: reach.mjs URL …
// A process of its own: whom Node.js trusts is settled by NODE_EXTRA_CA_CERTS when it starts.
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
