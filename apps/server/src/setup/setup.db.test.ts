import "reflect-metadata";
import { createHash } from "node:crypto";
import { chmod, mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Account } from "../accounts/account.entity.js";
import { Member } from "../accounts/member.entity.js";
import { AuditEvent } from "../audit/audit-event.entity.js";
import { Operation } from "../catalogue/operation.entity.js";
import { readConfig } from "../config.js";
import { type Database, openDatabase } from "../database/database.js";
import { createTestDatabase, type TestDatabase } from "../database/testing/database.js";
import { Operator } from "../identity/operator.entity.js";
import { User } from "../identity/user.entity.js";
import { ApiKey } from "../keys/api-key.entity.js";
import { Token } from "../keys/token.entity.js";
import { setUpOnce } from "./setup.js";

const clock = { now: () => 1_800_000_000_000, monotonic: () => 0 };

let test: TestDatabase;
beforeEach(async () => {
  test = await createTestDatabase();
  await addOperations("/v1/Accounts/{sid}/Calls/{call}", "/v1/Accounts/{sid}/Calls");
});
afterEach(() => test.drop());

/** What the catalogue has. */
async function addOperations(...paths: string[]): Promise<void> {
  const { manager } = test.database.writer;
  const common = {
    method: "GET",
    apiCode: "voice",
    summary: "",
    accountScoped: true,
    retiredAt: null,
    revision: 0,
  };
  for (const [position, path] of paths.entries())
    await manager.insert(Operation, { code: `voice.calls-${position}`, position, path, ...common });
}

function output(isTTY: boolean, fails = false) {
  const said: string[] = [];
  const write = (text: string, done: (error?: Error | null) => void) => {
    if (!fails) said.push(text);
    done(fails ? new Error("EPIPE") : null);
  };
  return { isTTY, write, said };
}

const run = (
  out: ReturnType<typeof output>,
  env: Record<string, string> = {},
  database: Database = test.database,
) => setUpOnce({ database, clock }, readConfig({ DATA_DIR: test.folder, ...env }), out);
const file = () => join(test.folder, "first-start.txt");
const told = () => readFile(file(), "utf8");
const rows = async () => {
  const { manager } = test.database.reader;
  return Promise.all(
    [Account, User, Member, Operator, ApiKey, Token, AuditEvent].map((entity) =>
      manager.count(entity as typeof Account),
    ),
  );
};

describe("the first start", () => {
  it("makes the account, its owner, an operator and the default pair, in one audited change", async () => {
    await run(output(false), { SETUP_ACCOUNT_SID: "acme" });
    expect(await rows()).toEqual([1, 2, 1, 1, 1, 1, 1]);
    const { manager } = test.database.reader;
    expect(await manager.findOneByOrFail(Account, {})).toMatchObject({
      sid: "acme",
      name: "Acme",
      revision: 1,
    });
    expect(await manager.findOneByOrFail(ApiKey, {})).toMatchObject({
      name: "Default",
      isDefault: true,
      accessScope: "ALL_APIS",
      addressScope: "ANY_ADDRESS",
      revision: 1,
    });
  });

  it("tells everything in a file of mode 600 when there is no terminal, and prints its name alone", async () => {
    const out = output(false);
    await run(out);
    const text = await told();
    const [, key, token] =
      /curl -u (lk_\w{20}):(lkt_\w{38}) http:\/\/localhost:4100\/v1\/Accounts\/demo\/Calls/.exec(text) ?? [];
    const stored = await test.database.reader.manager.findOneByOrFail(Token, {});
    expect(stored.hash).toBe(
      createHash("sha256")
        .update(token ?? "")
        .digest("hex"),
    );
    expect((await test.database.reader.manager.findOneByOrFail(ApiKey, {})).key).toBe(key);
    expect((await stat(file())).mode & 0o777).toBe(0o600);
    expect(out.said).toEqual([expect.stringContaining(file())]);
    expect(out.said.join()).not.toContain(token);
  });

  it("names no call where the catalogue has none that can be made as it stands", async () => {
    await test.database.writer.manager.delete(Operation, { position: 1 });
    await run(output(false));
    expect(await told()).not.toContain("curl");
  });

  it("prints it on a terminal, and leaves no file", async () => {
    const out = output(true);
    await run(out);
    expect(out.said.join()).toMatch(/curl -u lk_\w+:lkt_\w+ http/);
    await expect(stat(file())).rejects.toThrow("ENOENT");
  });

  it("keeps the file when the terminal is gone", async () => {
    await run(output(true, true));
    expect(await told()).toMatch(/curl -u lk_/);
  });

  it("does not repeat passwords that were given", async () => {
    await run(output(false), { SETUP_OWNER_PASSWORD: "correct horse battery" });
    const text = await told();
    expect(text).not.toContain("correct horse");
    expect(text).toMatch(/owner@example\.com {2}\(the password in SETUP_OWNER_PASSWORD\)/);
    expect(text).toMatch(/operator@example\.com {2}\S{20}\n/);
  });

  it("makes nothing when its secrets can't be kept, and can be done again", async () => {
    await mkdir(file());
    await expect(run(output(false))).rejects.toThrow(
      /^DATA_DIR: \S+first-start\.txt cannot be written .*\.$/,
    );
    expect(await rows()).toEqual([0, 0, 0, 0, 0, 0, 0]);
  });

  it("keeps no secrets of what was not made after all", async () => {
    const failing: Database = {
      ...test.database,
      write: (work) =>
        test.database.write(async (manager) => {
          await work(manager);
          expect(await told()).toContain("API key");
          throw new Error("no room");
        }),
    };
    await expect(run(output(false), {}, failing)).rejects.toThrow("no room");
    await expect(told()).rejects.toThrow("ENOENT");
    expect(await rows()).toEqual([0, 0, 0, 0, 0, 0, 0]);
  });

  it("in production wants both passwords, in one line that names the variable", async () => {
    const env = { NODE_ENV: "production", SETUP_OWNER_PASSWORD: "correct horse battery" };
    await expect(run(output(false), env)).rejects.toThrow(/^SETUP_OPERATOR_PASSWORD must be set.*\.$/);
    expect(await rows()).toEqual([0, 0, 0, 0, 0, 0, 0]);
  });

  it("takes a file of that name that others could read, and closes it to them", async () => {
    await writeFile(file(), "what stood here before");
    await chmod(file(), 0o644);
    await run(output(false));
    expect((await stat(file())).mode & 0o777).toBe(0o600);
    expect(await told()).not.toContain("what stood here before");
  });
});

describe("a later start", () => {
  it("makes nothing and tells nothing, in production too", async () => {
    await run(output(false));
    const out = output(false);
    await run(out, { NODE_ENV: "production", SETUP_ACCOUNT_SID: "other" });
    expect(await rows()).toEqual([1, 2, 1, 1, 1, 1, 1]);
    expect(out.said).toEqual([]);
  });
});

describe("two servers that start for the first time together", () => {
  it("make one account, and one of them tells", async () => {
    const other = await openDatabase(test.url);
    const outs = [output(false), output(false)] as const;
    await Promise.all([
      run(outs[0], { SETUP_ACCOUNT_SID: "one" }),
      run(outs[1], { SETUP_ACCOUNT_SID: "two" }, other),
    ]);
    await other.close();
    expect(await rows()).toEqual([1, 2, 1, 1, 1, 1, 1]);
    expect(outs.map(({ said }) => said.length).sort()).toEqual([0, 1]);
    const { sid } = await test.database.reader.manager.findOneByOrFail(Account, {});
    expect(await told()).toContain(`/v1/Accounts/${sid}/Calls`);
  });
});
