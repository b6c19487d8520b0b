import "reflect-metadata";
import { type ChildProcess, spawn } from "node:child_process";
import { access, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { freePorts } from "@latchkey/enforcer/testing";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Account } from "./accounts/account.entity.js";
import { AuditEvent } from "./audit/audit-event.entity.js";
import { documentOf, tag } from "./catalogue/testing/document.js";
import { openDatabase } from "./database/database.js";
import { createMigratedPlace, createTestPlace, type TestPlace } from "./database/testing/database.js";
import { SecondFactor } from "./identity/second-factor.entity.js";
import { User } from "./identity/user.entity.js";

const SERVER = fileURLToPath(new URL("../dist/main.js", import.meta.url));

let place: TestPlace;
let env: Record<string, string>;
const servers: Server[] = [];
const children: ChildProcess[] = [];
beforeEach(async () => {
  place = await createMigratedPlace();
  const [port, opsPort] = await freePorts(2);
  env = { PORT: String(port), OPS_PORT: String(opsPort), DATA_DIR: place.folder, DATABASE_URL: place.url };
});
afterEach(async () => {
  // Whatever failed, nothing that a test has started outlives it.
  for (const child of children.splice(0)) child.kill("SIGKILL");
  await release();
  await place.drop();
});

/** Takes a free port. */
async function occupy(): Promise<number> {
  const server = createServer();
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return typeof address === "object" && address ? address.port : 0;
}

async function release(): Promise<void> {
  for (const server of servers.splice(0)) await new Promise((resolve) => server.close(resolve));
}

function start(more: Record<string, string> = {}, ...args: string[]) {
  const child: ChildProcess = spawn(process.execPath, [SERVER, ...args], {
    env: { PATH: process.env.PATH, ...env, ...more },
  });
  children.push(child);
  let [out, err] = ["", ""];
  child.stdout?.on("data", (data) => {
    out += data;
  });
  child.stderr?.on("data", (data) => {
    err += data;
  });
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  return { child, ended, out: () => out, err: () => err };
}

async function untilReady(): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    const ready = await fetch(`http://127.0.0.1:${env.OPS_PORT}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (ready) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error("the server was not ready after 20 seconds");
}

describe("a server that is asked to stop", () => {
  it.each(["SIGTERM", "SIGINT"] as const)(
    "by %s, also twice, ends with 0 and a database that opens",
    async (signal) => {
      const server = start();
      await untilReady();
      server.child.kill(signal);
      server.child.kill(signal);
      expect(await server.ended).toBe(0);
      expect(server.err()).toBe("");
      const database = await openDatabase(place.url);
      expect(await database.reader.manager.count(Account)).toBe(1);
      if (place.url.startsWith("sqlite:"))
        expect(await database.writer.query("PRAGMA integrity_check")).toEqual([{ integrity_check: "ok" }]);
      await database.close();
    },
  );
});

describe("audit verify", () => {
  it("says that the audit is as it was written, and ends with 0", async () => {
    expect(await start({}, "migrate").ended).toBe(0);
    const verifying = start({}, "audit", "verify");
    expect(await verifying.ended).toBe(0);
    expect(verifying.out()).toBe("The audit is as it was written: 1 event in 1 chain.\n");
    expect(verifying.err()).toBe("");
  });

  it("names what was changed, and ends with 1", async () => {
    expect(await start({}, "migrate").ended).toBe(0);
    const database = await openDatabase(place.url);
    await database.writer.query("UPDATE `audit_event` SET `summary` = 'Nothing'");
    await database.close();
    const verifying = start({}, "audit", "verify");
    expect(await verifying.ended).toBe(1);
    expect(verifying.out()).toMatch(
      /^The installation's chain: event evt_\w+ \(number 1\) or what stands before it was changed\.\n$/,
    );
    expect(verifying.err()).toBe("The audit is not as it was written: 1 place in 1 event of 1 chain.\n");
  });

  it("names a table that was dropped since, and what to do", async () => {
    expect(await start({}, "migrate").ended).toBe(0);
    const database = await openDatabase(place.url);
    await database.writer.query("DROP TABLE `audit_event`");
    await database.close();
    const verifying = start({}, "audit", "verify");
    expect([await verifying.ended, verifying.out()]).toEqual([1, ""]);
    expect(verifying.err()).toMatch(
      /^DATABASE_URL: \S+ has no table audit_event, which it had when it was prepared; restore a backup\.\n$/,
    );
  });

  it("refuses a database that is not prepared", async () => {
    const empty = await createTestPlace();
    await (await openDatabase(empty.url)).close();
    const verifying = start({ DATABASE_URL: empty.url }, "audit", "verify");
    expect(await verifying.ended).toBe(1);
    await empty.drop();
    expect(verifying.err()).toMatch(/^DATABASE_URL: this database is not prepared [^\n]+\n$/);
    expect(verifying.out()).toBe("");
  });
});

it("a command names the database that is not there, and makes none", async () => {
  const folder = join(place.folder, "elsewhere");
  const { ended, err } = start(
    { DATABASE_URL: `sqlite:${folder}/none.sqlite` },
    "operator",
    "add",
    "a@b.example",
  );
  expect(await ended).toBe(1);
  expect(err()).toMatch(/^DATABASE_URL: there is no database \/\S+\/elsewhere\/none\.sqlite: [^\n]+\n$/);
  await expect(access(folder)).rejects.toThrow("ENOENT");
});

describe("catalogue check", () => {
  const PROBLEMS = 5_000;
  let CATALOGUE: string;
  beforeEach(async () => {
    CATALOGUE = join(place.folder, "catalogue.yaml");
    const tags = Array.from({ length: PROBLEMS }, (_, at) => tag(`Number ${at}`));
    await writeFile(CATALOGUE, JSON.stringify(documentOf(tags, {})));
  });

  it("tells all that is wrong, also through a pipe, which takes less at once", async () => {
    const checking = start({ CATALOGUE }, "catalogue", "check");
    expect(await checking.ended).toBe(1);
    expect(checking.out().split("\n")).toHaveLength(PROBLEMS + 1);
  });

  it("ends when nobody reads on", async () => {
    const checking = start({ CATALOGUE }, "catalogue", "check");
    checking.child.stdout?.once("data", () => checking.child.stdout?.destroy());
    expect(await checking.ended).toBe(1);
    expect(checking.err()).toMatch(/^CATALOGUE [^\n]+\(and \d+ more\)\.\n$/);
  });
});

describe("second-factor remove", () => {
  const remove = (email: string) => start({}, "second-factor", "remove", email);
  const OWNER = "owner@example.com";

  it("lets a person sign in by the password alone, ends their sessions, and is audited", async () => {
    const server = start();
    await untilReady();
    const database = await openDatabase(place.url);
    const { manager } = database.writer;
    const { id: userId } = await manager.findOneByOrFail(User, { email: OWNER });
    await manager.update(User, { id: userId }, { twoFactorEnabled: true });
    const secrets = {
      secret: "",
      backupCodes: "",
      verified: true,
      failedVerificationCount: 0,
      lockedUntil: null,
    };
    await manager.insert(SecondFactor, { id: "sef_1", userId, ...secrets });
    const removing = remove("Owner@Example.com");
    expect([await removing.ended, removing.err()]).toEqual([0, ""]);
    expect(removing.out()).toMatch(/^Done: this person signs in with the password alone\. [^\n]+\n$/);
    expect(await manager.findOneByOrFail(User, { id: userId })).toMatchObject({ twoFactorEnabled: false });
    expect(await manager.count(SecondFactor)).toBe(0);
    expect(await manager.countBy(AuditEvent, { action: "secondFactor.removed", subjectId: userId })).toBe(1);
    await database.close();
    server.child.kill("SIGTERM");
    expect(await server.ended).toBe(0);
  });

  it("says so when there is nobody, or no second factor", async () => {
    const server = start();
    await untilReady();
    for (const [email, told] of [
      ["nobody@example.com", "Nobody signs in with this e-mail address.\n"],
      [OWNER, "This person has no second factor.\n"],
    ] as const) {
      const removing = remove(email);
      expect([await removing.ended, removing.err(), removing.out()]).toEqual([1, told, ""]);
    }
    server.child.kill("SIGTERM");
    await server.ended;
  });
});

it("account create and operator add let further people in while a server runs", async () => {
  const server = start();
  await untilReady();
  const account = start({}, "account", "create", "acme", "New@Example.com", "Acme", "Parcels Ltd");
  expect([await account.ended, account.err()]).toEqual([0, ""]);
  expect(account.out()).toMatch(/^Done: there is an account acme [^\n]+"Forgot your password\?" [^\n]+\n$/);
  const spaced = start({}, "account", "create", "Acme Ltd", "new@example.com");
  expect([await spaced.ended, spaced.err()]).toEqual([
    1,
    "The sid must be 1 to 64 letters, digits, _ or -.\n",
  ]);
  const operator = start({}, "operator", "add", "new@example.com");
  expect([await operator.ended, operator.err()]).toEqual([0, ""]);
  expect(operator.out()).toBe("Done: this person is an operator.\n");
  server.child.kill("SIGTERM");
  expect(await server.ended).toBe(0);
});

it("key import takes over the pairs on its standard input", async () => {
  const done = async (lines: string) => {
    const command = start({}, "key", "import");
    command.child.stdin?.end(lines);
    return [await command.ended, command.out(), command.err()];
  };
  expect(await start({}, "migrate").ended).toBe(0);
  expect(await start({}, "account", "create", "demo", "owner@example.com").ended).toBe(0);
  const pair = { account: "demo", name: "Old", key: "acme-1", token: "0123456789abcdef" };
  expect(await done(`${JSON.stringify(pair)}\n\n`)).toEqual([0, "Done: 1 pair taken over.\n", ""]);
  const lines = [pair, { ...pair, name: "Older", key: "acme-2" }]
    .map((each) => JSON.stringify(each))
    .join("\n");
  expect(await done(lines)).toEqual([0, "Done: 1 pair taken over; 1 was there before.\n", ""]);
  expect(await done(JSON.stringify({ ...pair, token: "not good" }))).toEqual([
    1,
    "",
    expect.stringMatching(/^Line 1: token must be [^\n]+\n$/),
  ]);
});

it("lists its commands when it is asked, whatever the settings are, and touches nothing", async () => {
  const server = start({ PORT: "none" }, "--help");
  expect(await server.ended).toBe(0);
  for (const command of [
    "migrate",
    "catalogue check",
    "audit verify",
    "account create SID EMAIL",
    "account import < FILE",
    "key import < FILE",
    "operator add EMAIL",
  ])
    expect(server.out()).toContain(`\n  ${command} `);
  expect(server.err()).toBe("");
});

describe("what keeps a server from starting is told in one line, and ends it with 1", () => {
  async function refuses(pattern: RegExp, more: Record<string, string>, ...args: string[]): Promise<void> {
    const server = start(more, ...args);
    expect(await server.ended).toBe(1);
    expect(server.err()).toMatch(/^[^\n]+\n$/);
    expect(server.err()).toMatch(pattern);
    expect(server.out()).toBe("");
    const database = await openDatabase(place.url);
    expect(await database.reader.query("SELECT 1 FROM `account`").catch(() => [])).toEqual([]);
    await database.close();
  }

  it.each(["PORT", "OPS_PORT"])("%s in use", async (variable) => {
    await refuses(new RegExp(`^${variable} \\d+ is in use`), { [variable]: String(await occupy()) });
  });

  it("a HOST that is not this machine's", () => refuses(/^HOST 192\.0\.2\.1 /, { HOST: "192.0.2.1" }));

  it("a DATA_DIR that can't be written", async () => {
    await writeFile(join(place.folder, "file"), "");
    await refuses(/^DATA_DIR /, { DATA_DIR: join(place.folder, "file", "data") });
    await refuses(/^DATA_DIR \/proc\/latchkey /, { DATA_DIR: "/proc/latchkey" });
  });

  it("a catalogue that is none", () => refuses(/^CATALOGUE /, { CATALOGUE: place.folder }));

  it("a database where nobody answers, without its password", async () => {
    const [nobody] = await freePorts(1);
    await refuses(
      /^DATABASE_URL: no connection to mysql:\/\/127\.0\.0\.1:\d+\/x: nobody answers there\.\n$/,
      { DATABASE_URL: `mysql://root:hunter2@127.0.0.1:${nobody}/x` },
    );
  });

  it("a file that is no database", async () => {
    const file = join(place.folder, "text");
    await writeFile(
      file,
      "This is text, and long enough not to look like an empty database file.".repeat(20),
    );
    await refuses(/^DATABASE_URL: no connection to sqlite:\S+text: the file is no SQLite database\.\n$/, {
      DATABASE_URL: `sqlite:${file}`,
    });
  });

  it("passwords that are missing in production", () =>
    refuses(/^SETUP_OWNER_PASSWORD must be set/, { NODE_ENV: "production" }));

  it("a Node.js that is too old", () =>
    refuses(/^Latchkey needs Node\.js 20\.19 or newer; this is 18\.20\.8\./, {
      NODE_OPTIONS:
        "--import=data:text/javascript,Object.defineProperty(process.versions,'node',{value:'18.20.8'})",
    }));

  it("a command that there is not", () => refuses(/^There is no command migrat/, {}, "migrat"));

  it("a command with less or more than it takes, which is told", async () => {
    await refuses(/^Usage: account create SID EMAIL \[NAME\]\. /, {}, "account", "create", "acme");
    await refuses(/^Usage: operator add EMAIL\. /, {}, "operator", "add", "asha", "@example.com");
    await refuses(/^Usage: catalogue check\. /, {}, "catalogue", "check", "catalogue.yaml");
    await refuses(
      /^There is no option --dry-run: /,
      {},
      "account",
      "create",
      "--dry-run",
      "asha@example.com",
    );
    await refuses(
      /^There is no option -n: /,
      {},
      "account",
      "create",
      "acme",
      "asha@example.com",
      "-n",
      "Acme",
    );
  });
});
