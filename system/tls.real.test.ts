import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ROOT } from "../e2e/support/paths.js";
import { Authority, type Certificate } from "./support/certificates.js";
import { MariaDb } from "./support/mariadb.js";

const REACH = join(ROOT, "system/support/reach.mjs");
const MODES = ["REQUIRED", "VERIFY_CA", "VERIFY_IDENTITY"] as const;

let database: MariaDb;
let ours: Authority;
let strange: Authority;

beforeAll(async () => {
  [ours, strange] = await Promise.all([Authority.make(), Authority.make()]);
  database = await MariaDb.start();
});

afterAll(async () => {
  await Promise.all([database.close(), ours.remove(), strange.remove()]);
});

async function restart(flags: string[]) {
  await database.kill();
  await database.start(flags);
}

const shows = ({ certificate, key }: Certificate) => [`--ssl-cert=${certificate}`, `--ssl-key=${key}`];

/** How server and gateway, which trust this authority, get on with the database in each mode. */
async function reached(trusted: Authority) {
  const urls = MODES.map((mode) => `${database.url.replace("127.0.0.1", "localhost")}?ssl-mode=${mode}`);
  const env = { ...process.env, NODE_EXTRA_CA_CERTS: trusted.certificate };
  const { stdout } = await promisify(execFile)(process.execPath, [REACH, ...urls], { env });
  const answers: { server: string; gateway: string }[] = JSON.parse(stdout);
  return Object.fromEntries(MODES.map((mode, at) => [mode, answers[at]]));
}

const ENCRYPTED = { server: "encrypted", gateway: "encrypted" };

/** The server ends with a sentence that says why; a gateway, which tries again, gets the driver's code. */
const refused = (why: RegExp, code = "HANDSHAKE_SSL_ERROR") => ({
  server: expect.stringMatching(
    new RegExp(`^DATABASE_URL: no connection to mysql://localhost:.*${why.source}`),
  ),
  gateway: code,
});

describe("a database that shows a certificate for its host", () => {
  beforeAll(async () => restart(shows(await ours.issue("localhost"))));

  test("is reached in every mode where its authority is trusted, and always encrypted", async () => {
    const all = { REQUIRED: ENCRYPTED, VERIFY_CA: ENCRYPTED, VERIFY_IDENTITY: ENCRYPTED };
    expect(await reached(ours)).toEqual(all);
  });

  test("is refused where another authority is trusted, but for REQUIRED, which looks at no certificate", async () => {
    const untrusted = refused(/self-signed certificate|unable to verify/);
    const all = { REQUIRED: ENCRYPTED, VERIFY_CA: untrusted, VERIFY_IDENTITY: untrusted };
    expect(await reached(strange)).toEqual(all);
  });
});

test("a certificate for another host is good for VERIFY_CA, and refused by VERIFY_IDENTITY", async () => {
  await restart(shows(await ours.issue("elsewhere.example")));
  const misnamed = refused(/localhost\. is not in the cert's altnames: DNS:elsewhere\.example/);
  const all = { REQUIRED: ENCRYPTED, VERIFY_CA: ENCRYPTED, VERIFY_IDENTITY: misnamed };
  expect(await reached(ours)).toEqual(all);
});

test("a database without TLS is refused in every mode", async () => {
  await restart(["--skip-ssl"]);
  const plain = refused(/it does not speak TLS/, "HANDSHAKE_NO_SSL_SUPPORT");
  expect(await reached(ours)).toEqual({ REQUIRED: plain, VERIFY_CA: plain, VERIFY_IDENTITY: plain });
});
