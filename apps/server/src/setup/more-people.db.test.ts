import "reflect-metadata";
import { systemClock } from "@latchkey/enforcer";
import { Failure } from "@latchkey/program";
import { afterEach, beforeEach, expect, it } from "vitest";
import { Account } from "../accounts/account.entity.js";
import { Member } from "../accounts/member.entity.js";
import { AuditEvent } from "../audit/audit-event.entity.js";
import { newId } from "../database/ids.js";
import { createTestDatabase, type TestDatabase } from "../database/testing/database.js";
import { underWay } from "../database/testing/under-way.js";
import { insertUser } from "../identity/new-user.js";
import { Operator } from "../identity/operator.entity.js";
import { removeSecondFactor } from "../identity/second-factor.service.js";
import { User } from "../identity/user.entity.js";
import { addOperator, createAccount, removeOperator } from "./more-people.js";

const NEW = "new@example.com";

let test: TestDatabase;
beforeEach(async () => {
  test = await createTestDatabase();
});
afterEach(() => test.drop());

const place = () => ({ database: test.database, clock: systemClock });
const manager = () => test.database.reader.manager;
const userOf = (email: string) => manager().findOneByOrFail(User, { email });

it("makes accounts, each with its owner, who is made once", async () => {
  expect(await createAccount(place(), "acme", "New@Example.com")).toEqual({ isNew: true });
  expect(await createAccount(place(), "beta", NEW, " Beta & Sons ")).toEqual({ isNew: false });
  expect(await createAccount(place(), "gamma", NEW, " ")).toEqual({ isNew: false });
  const accounts = await manager().find(Account, { order: { sid: "ASC" } });
  expect(accounts.map(({ sid, name }) => [sid, name])).toEqual([
    ["acme", "Acme"],
    ["beta", "Beta & Sons"],
    ["gamma", "Gamma"],
  ]);
  const { id: userId } = await userOf(NEW);
  expect(await manager().countBy(Member, { userId })).toBe(3);
  for (const { id } of accounts)
    expect(await manager().countBy(AuditEvent, { action: "account.created", accountId: id })).toBe(1);
});

it("makes several at the same moment, as a provisioning tool does, each once and their owner once", async () => {
  for (const round of [1, 2, 3]) {
    const email = `owner${round}@example.com`;
    const sids = [`prod${round}`, `test${round}`, `test${round}`];
    const results = await Promise.allSettled(sids.map((sid) => createAccount(place(), sid, email)));
    const failed = results.flatMap((result) => (result.status === "rejected" ? [result.reason.message] : []));
    expect(failed).toEqual([`There is an account test${round} already.`]);
    expect(await manager().countBy(Member, { userId: (await userOf(email)).id })).toBe(2);
    const added = await Promise.allSettled([1, 2].map(() => addOperator(place(), email)));
    expect(added.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(added.find(({ status }) => status === "rejected")).toMatchObject({
      reason: { message: "This person is an operator already." },
    });
  }
});

it.each<[string, () => Promise<unknown>]>([
  ["an account", () => createAccount(place(), "acme", NEW)],
  ["an operator", () => addOperator(place(), NEW)],
])("makes %s of who joins by an invitation at the same moment", async (_, make) => {
  const now = new Date(0);
  const join = await underWay(test.database, (manager) =>
    insertUser({ manager, now }, { id: newId("usr", now), name: "Joined", email: NEW, password: "" }),
  );
  const made = make();
  await join.heldUp();
  join.release();
  await join.done;
  expect(await made).toEqual({ isNew: false });
  expect(await manager().countBy(User, { email: NEW })).toBe(1);
});

it("adds operators and takes them away", async () => {
  expect(await addOperator(place(), NEW)).toEqual({ isNew: true });
  const { id } = await userOf(NEW);
  await expect(addOperator(place(), NEW)).rejects.toThrow("This person is an operator already.");
  await removeOperator(place(), "New@example.com");
  expect(await manager().count(Operator)).toBe(0);
  const events = await manager().find(AuditEvent, { where: { subjectId: id }, order: { position: "ASC" } });
  expect(events.map(({ action, summary }) => [action, summary])).toEqual([
    ["operator.added", '"Operator" (new@example.com) became an operator.'],
    ["operator.removed", '"Operator" (new@example.com) is no longer an operator.'],
  ]);
  expect(await addOperator(place(), NEW)).toEqual({ isNew: false });
});

it.each<[string, () => Promise<unknown>, string]>([
  ["a sid that is taken", () => createAccount(place(), "acme", NEW), "There is an account acme already."],
  [
    "a sid that is none",
    () => createAccount(place(), "a/b", NEW),
    "The sid must be 1 to 64 letters, digits, _ or -.",
  ],
  ["an address that is none", () => addOperator(place(), "new"), "EMAIL must be an e-mail address."],
  [
    "an address that is none of an operator",
    () => removeOperator(place(), "new"),
    "EMAIL must be an e-mail address.",
  ],
  [
    "an address that is none of a second factor",
    () => removeSecondFactor(place(), "new"),
    "EMAIL must be an e-mail address.",
  ],
  [
    "an account's name of two lines",
    () => createAccount(place(), "beta", NEW, "Acme\nBcc: evil@example.com"),
    "The name can't be used: Control characters are not allowed.",
  ],
  [
    "an account's name that turns around",
    () => createAccount(place(), "beta", NEW, "\u202eemcA"),
    "The name can't be used: Control characters are not allowed.",
  ],
  [
    "an account's name with nothing to see in it",
    () => createAccount(place(), "beta", NEW, "\u200b"),
    "The name can't be used: This must not be empty.",
  ],
  [
    "an account's name that is too long",
    () => createAccount(place(), "beta", NEW, "x".repeat(101)),
    "The name can't be used: This may have at most 100 characters.",
  ],
  [
    "who is no operator",
    () => removeOperator(place(), NEW),
    "No operator signs in with this e-mail address.",
  ],
])("refuses %s in one line, and makes nobody", async (_, act, told) => {
  await createAccount(place(), "acme", "owner@example.com");
  await expect(act()).rejects.toThrow(new Failure(told));
  expect(await manager().count(User)).toBe(1);
});
