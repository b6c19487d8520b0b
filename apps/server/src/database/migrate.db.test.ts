import "reflect-metadata";
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { systemClock } from "@latchkey/enforcer";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Invitation } from "../accounts/invitation.entity.js";
import { AuditEvent } from "../audit/audit-event.entity.js";
import { AuditTopic } from "../audit/audit-topic.js";
import { type Breach, verifyAudit } from "../audit/verify.js";
import { SecondFactor } from "../identity/second-factor.entity.js";
import { User } from "../identity/user.entity.js";
import { ApiKey } from "../keys/api-key.entity.js";
import { Mail } from "../mail/mail.entity.js";
import { AutoApprovalRule } from "../throttle/auto-approval-rule.entity.js";
import { ThrottleRequest } from "../throttle/throttle-request.entity.js";
import { LastUse } from "../usage/last-use.entity.js";
import { change, INSTALLATION } from "./change.js";
import { type Database, openDatabase } from "./database.js";
import { isMigrated, migrate } from "./migrate.js";
import { LastCode1765200000000 } from "./migrations/1765200000000-last-code.js";
import { createTestPlace, type TestPlace } from "./testing/database.js";

const SERVER = fileURLToPath(new URL("../../dist/main.js", import.meta.url));

let place: TestPlace;
beforeEach(async () => {
  place = await createTestPlace();
});
afterEach(() => place.drop());

async function withDatabase<T>(work: (database: Database) => Promise<T>): Promise<T> {
  const database = await openDatabase(place.url);
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

describe("several servers that start on an empty database", () => {
  it("prepare it once, and all of them succeed", async () => {
    const env = { PATH: process.env.PATH, DATABASE_URL: place.url, DATA_DIR: place.folder };
    const start = () => promisify(execFile)(process.execPath, [SERVER, "migrate"], { env });
    await Promise.all([start(), start(), start()]);
    await withDatabase(async ({ reader }) => {
      expect(await isMigrated(reader)).toBe(true);
      expect(await reader.manager.countBy(AuditEvent, { action: "catalogue.synchronised" })).toBe(1);
    });
  });
});

describe("a database that is prepared already", () => {
  it("is left as it is", async () => {
    await withDatabase(async (database) => {
      await migrate(database);
      await migrate(database);
      expect(await isMigrated(database.reader)).toBe(true);
    });
  });
});

describe("a database of a newer program", () => {
  it("is refused in one line, and left as it is", async () => {
    await withDatabase(async (database) => {
      await migrate(database);
      await database.writer.query("INSERT INTO `migrations` (`timestamp`, `name`) VALUES (1, 'Later1')");
      await expect(migrate(database)).rejects.toThrow(/^DATABASE_URL: .*newer version.*\.$/);
    });
  });
});

describe("a migration that was cut off half way", () => {
  it("is finished by the next start", async () => {
    await withDatabase(async (database) => {
      await migrate(database);
      // What MySQL has left when it is killed between two statements; on SQLite nothing would be left.
      const tables = database.writer.options.type === "mysql" ? ["denial", "gateway"] : [];
      for (const table of tables) await database.writer.query(`DROP TABLE \`${table}\``);
      if (tables.length > 0) await database.writer.query("DELETE FROM `migrations`");
      await migrate(database);
      await database.reader.query("SELECT * FROM `gateway`");
      expect(await isMigrated(database.reader)).toBe(true);
    });
  });
});

describe("a database from before codes counted once, with people in it", () => {
  it("is brought forward: second factors stay, with no code used, and no invitation whose sender may not send it", async () => {
    await withDatabase(async (database) => {
      await migrate(database);
      const { writer } = database;
      const first = writer.migrations.findIndex((each) => each instanceof LastCode1765200000000);
      for (const _ of writer.migrations.slice(first)) await writer.undoLastMigration({ transaction: "none" });
      for (const role of ["OWNER", "ADMIN", "DEVELOPER"])
        await writer.query(
          "INSERT INTO `member` (`id`, `accountId`, `userId`, `role`, `joinedAt`) VALUES (?, 'acc', ?, ?, 1)",
          [role, role, role],
        );
      for (const sender of ["OWNER", "ADMIN", "DEVELOPER", "GONE"])
        for (const role of ["OWNER", "VIEWER"])
          await writer.query(
            "INSERT INTO `invitation` (`id`, `accountId`, `email`, `role`, `tokenHash`, `invitedById`, `createdAt`, `expiresAt`) VALUES (?, 'acc', ?, ?, ?, ?, 1, 2)",
            [...Array(2).fill(`${sender} to ${role}`), role, `${sender} to ${role}`, sender],
          );
      await writer.query(
        "INSERT INTO `second_factor` (`id`, `userId`, `secret`, `backupCodes`, `verified`, `failedVerificationCount`) VALUES ('sef_1', 'usr_1', 'x', 'y', 1, 2)",
      );
      await migrate(database);
      expect(await database.reader.manager.find(SecondFactor)).toEqual([
        {
          id: "sef_1",
          userId: "usr_1",
          secret: "x",
          backupCodes: "y",
          verified: true,
          failedVerificationCount: 2,
          lockedUntil: null,
          lastStep: null,
        },
      ]);
      const left = await database.reader.manager.find(Invitation, { order: { id: "ASC" } });
      expect(left.map(({ id }) => id)).toEqual(["ADMIN to VIEWER", "OWNER to OWNER", "OWNER to VIEWER"]);
    });
  });
});

async function auditOf({ reader }: Database) {
  const breaches: Breach[] = [];
  return { breaches, ...(await verifyAudit(reader.manager, (breach) => breaches.push(breach))) };
}

describe("a database of the first version, with data", () => {
  const ID = "req_00000000000000000000000a";

  /** The migrations after the first. */
  const later = ({ writer }: Database) =>
    writer.migrations.slice(1).map((migration) => migration.constructor.name);

  /** Takes the later migrations back, and leaves rows as that version wrote them. */
  async function goBack(database: Database): Promise<void> {
    const { writer } = database;
    for (const _ of later(database)) await writer.undoLastMigration({ transaction: "none" });
    expect(await writer.query("SELECT `name` FROM `migrations`")).toHaveLength(1);
    await writer.query(
      "INSERT INTO `throttle_request` (`id`, `accountId`, `apiCode`, `status`, `version`, `currentLimit`, `requestedLimit`, `reason`, `validUntil`, `requestedAt`, `evidencePeak`, `evidenceThrottled`, `evidenceDays`) VALUES (?, 'acc', 'sms', 'PENDING', 1, 200, 300, 'Diwali', 1800000000000, 1, 0, 0, 7)",
      [ID],
    );
    await writer.query(
      "INSERT INTO `user` (`id`, `name`, `email`, `emailVerified`, `createdAt`, `updatedAt`) VALUES ('usr_1', 'Asha', 'asha@example.com', 1, 1, 1)",
    );
    for (const [at, accountId] of ["acc", null, "acc"].entries())
      await writer.query(
        "INSERT INTO `audit_event` (`id`, `accountId`, `at`, `action`, `summary`) VALUES (?, ?, ?, 'apiKey.updated', 'It was done.')",
        [`evt_${at}`, accountId, 1_700_000_000_000 + at],
      );
    await writer.query("INSERT INTO `last_use` VALUES ('tok_1', 'key_1', 1700000000000, '203.0.113.9')");
    for (const [id, name] of ["Night", "Night (2) ", null].entries())
      await writer.query(
        "INSERT INTO `api_key` (`id`, `accountId`, `key`, `name`, `liveName`, `environment`, `labels`, `isDefault`, `disabled`, `createdAt`, `accessScope`, `addressScope`, `version`, `revision`) VALUES (?, 'acc', ?, 'Night', ?, 'TEST', '[]', 0, 0, 1, 'ALL_APIS', 'ANY_ADDRESS', 1, 0)",
        [`key_${id}`, `lk_${id}`, name],
      );
  }

  it("is brought forward: what was asked stays what was asked, and no request is approved by itself", async () => {
    await withDatabase(async (database) => {
      await migrate(database);
      await goBack(database);
      expect(await isMigrated(database.reader)).toBe(false);
      await migrate(database);
      expect(await isMigrated(database.reader)).toBe(true);
      const { manager } = database.reader;
      expect(await manager.findOneBy(ThrottleRequest, { id: ID })).toMatchObject({
        requestedLimit: 300,
        requestedUntil: new Date(1_800_000_000_000),
        validUntil: new Date(1_800_000_000_000),
      });
      expect(await manager.find(AutoApprovalRule)).toMatchObject([{ id: 1, enabled: false }]);
      expect(await manager.find(Mail)).toEqual([]);
      expect(await manager.find(Invitation)).toEqual([]);
      expect(await manager.find(User)).toMatchObject([{ name: "Asha", twoFactorEnabled: false }]);
      expect(await manager.find(LastUse)).toEqual([
        {
          tokenId: "tok_1",
          apiKeyId: "key_1",
          at: new Date(1_700_000_000_000),
          address: "203.0.113.9",
          operation: null,
        },
      ]);
      const names = await manager.find(ApiKey, {
        order: { id: "ASC" },
        select: { id: true, liveName: true },
      });
      expect(names.map(({ liveName }) => liveName)).toEqual(["Night", "Night (2) ", null]);
      expect(await manager.existsBy(ApiKey, { liveName: "Night (2)" })).toBe(false);
      expect(await manager.existsBy(ApiKey, { liveName: "Night (2) " })).toBe(true);
      expect(await auditOf(database)).toEqual({ breaches: [], chains: 2, events: 3 });
      expect(await manager.countBy(AuditEvent, { topic: AuditTopic.KEYS })).toBe(3);
      await change({ database, clock: systemClock }, "acc", INSTALLATION, async ({ audit }) =>
        audit({ action: "test.continued", subjectId: null, summary: "It goes on." }),
      );
      expect(await auditOf(database)).toEqual({ breaches: [], chains: 2, events: 4 });
      expect(await manager.findOneBy(AuditEvent, { action: "test.continued" })).toMatchObject({
        position: 3,
      });
    });
  });

  it("is brought forward by the next start when that was cut off half way", async () => {
    await withDatabase(async (database) => {
      await migrate(database);
      await goBack(database);
      await migrate(database);
      // What MySQL has left when it is killed before it wrote down that it was done; on SQLite nothing would be left.
      const mysql = database.writer.options.type === "mysql";
      for (const name of mysql ? later(database) : [])
        await database.writer.query("DELETE FROM `migrations` WHERE `name` = ?", [name]);
      await migrate(database);
      expect(await isMigrated(database.reader)).toBe(true);
      expect(await database.reader.manager.count(AutoApprovalRule)).toBe(1);
      expect(await auditOf(database)).toEqual({ breaches: [], chains: 2, events: 3 });
    });
  });
});
