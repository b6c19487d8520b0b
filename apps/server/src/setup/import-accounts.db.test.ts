import "reflect-metadata";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Account } from "../accounts/account.entity.js";
import { Member, Role } from "../accounts/member.entity.js";
import { AuditEvent } from "../audit/audit-event.entity.js";
import { createTestDatabase, type TestDatabase } from "../database/testing/database.js";
import { User } from "../identity/user.entity.js";
import { Mail } from "../mail/mail.entity.js";
import { importAccounts } from "./import-accounts.js";

const ACME = { sid: "acme", ownerEmail: "Owner@Acme.example", name: "Acme Parcels Ltd" };
const BETA = { sid: "beta", ownerEmail: "owner@acme.example" };

let test: TestDatabase;
const now = Date.parse("2026-03-01T12:00:00Z");
beforeEach(async () => {
  test = await createTestDatabase();
});
afterEach(() => test.drop());

const manager = () => test.database.reader.manager;
const accounts = () => manager().find(Account, { order: { sid: "ASC" } });

async function* linesOf(values: readonly unknown[]) {
  for (const value of values) yield typeof value === "string" ? value : JSON.stringify(value);
}
const importing = (lines: readonly unknown[], progress?: (done: number, total?: number) => void) =>
  importAccounts(
    { database: test.database, clock: { now: () => now, monotonic: () => 0 } },
    linesOf(lines),
    progress,
  );
const imported = (...lines: unknown[]) => importing(lines);

describe("an account of a line", () => {
  it("has its owner, who is made once and is told by a mail for each", async () => {
    expect(await imported(ACME, "", BETA)).toEqual({ made: 2, before: 0 });
    const [acme, beta] = await accounts();
    expect([acme, beta]).toMatchObject([
      { sid: "acme", name: "Acme Parcels Ltd" },
      { sid: "beta", name: "Beta" },
    ]);
    const [user, ...others] = await manager().find(User);
    expect([user?.email, others]).toEqual(["owner@acme.example", []]);
    const members = await manager().findBy(Member, { userId: user?.id, role: Role.OWNER });
    expect(members.map(({ accountId }) => accountId).sort()).toEqual([acme?.id, beta?.id].sort());
    expect(await manager().countBy(Mail, { recipient: "owner@acme.example" })).toBe(2);
    expect(await manager().countBy(AuditEvent, { action: "account.created", accountId: acme?.id })).toBe(1);
  });

  it("is called by its sid where it has no name, as a table says it", async () => {
    expect(await imported({ ...BETA, name: null })).toEqual({ made: 1, before: 0 });
    expect(await accounts()).toMatchObject([{ name: "Beta" }]);
  });

  it("is there once, however often it is imported, whatever it is called by now", async () => {
    await imported(ACME);
    expect(await imported({ ...ACME, name: "Acme" }, BETA)).toEqual({ made: 1, before: 1 });
    expect(await accounts()).toMatchObject([{ name: "Acme Parcels Ltd" }, { sid: "beta" }]);
    const twice = await Promise.all([1, 2].map(() => imported({ ...ACME, sid: "gamma" })));
    expect(twice.map(({ made }) => made).sort()).toEqual([0, 1]);
  });

  it("tells how many of how many are done", async () => {
    const told: unknown[] = [];
    await importing([ACME, BETA], (...progress) => told.push(progress));
    expect(told).toEqual([
      [1, 2],
      [2, 2],
    ]);
  });
});

describe("what can't be used is told by its line, before anything is written", () => {
  it.each([
    ["no JSON", "acme", "this is not JSON."],
    ["a field too many", { ...BETA, email: "a@example.com" }, 'there is no member "email".'],
    ["no sid", { ownerEmail: "a@example.com" }, "sid is missing."],
    ["a sid that is a number", { ...BETA, sid: 4711 }, "sid must be a text, in quotes."],
    ["a sid that is none", { ...BETA, sid: "a b" }, "sid must be 1 to 64 letters, digits, _ or -."],
    ["no address", { ...BETA, ownerEmail: "nobody" }, /^ownerEmail must be an e-mail address/],
    ["an empty name", { ...BETA, name: " " }, "name can't be used: This must not be empty."],
    ["the account of an earlier line", ACME, "this account is in line 1 already."],
  ])("%s", async (_, second, why) => {
    const failed = await imported(ACME, second).then(
      () => "",
      ({ message }) => message,
    );
    const [, said = ""] = /^Line 2: (.*)$/.exec(failed) ?? [];
    if (typeof why === "string") expect(said).toBe(why);
    else expect(said).toMatch(why);
    expect(await accounts()).toEqual([]);
  });

  it("but an account that others are in, only when its turn comes", async () => {
    await imported(BETA);
    await expect(imported(ACME, { ...BETA, ownerEmail: "other@example.com" })).rejects.toThrow(
      "Line 2: there is an account beta already, and nobody with this address is in it.",
    );
    expect((await accounts()).map(({ sid }) => sid)).toEqual(["acme", "beta"]);
    expect(await manager().countBy(User, { email: "other@example.com" })).toBe(0);
  });
});
