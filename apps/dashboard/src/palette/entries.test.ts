import { describe, expect, test } from "vitest";
import type { Account } from "../accounts/account.js";
import { entriesFor, fitting } from "./entries.js";

const account = (sid: string, viewerRole: Account["viewerRole"] = "OWNER"): Account => ({
  id: sid,
  sid,
  name: `The ${sid}`,
  viewerRole,
});

/** What a member of these accounts is offered while the first one is open. */
function entriesOf(accounts: Account[], { isOperator = false } = {}) {
  return entriesFor({ account: accounts[0] ?? null, viewer: { accounts, isOperator } }, "dark");
}

const namesIn = (entries: ReturnType<typeof entriesOf>, group: string) =>
  entries.filter((entry) => entry.group === group).map(({ name }) => name);

describe("offered is", () => {
  test("to a member: every page of the account, and to create what their role may", () => {
    const entries = entriesOf([account("alpha")]);
    expect(namesIn(entries, "Go to")).toEqual([
      "Keys",
      "Limits",
      "Activity",
      "Developers",
      "Settings: Profile",
      "Settings: Security",
      "Settings: Members",
      "Settings: Notifications",
      "Get started",
    ]);
    expect(namesIn(entries, "Create")).toEqual(["New key", "Request a limit"]);
    expect(namesIn(entries, "Account")).toEqual([]);
  });

  test("to a viewer: nothing to create", () => {
    expect(namesIn(entriesOf([account("alpha", "VIEWER")]), "Create")).toEqual([]);
  });

  test("to an operator without an account: each page of Operations, and of Settings what is not an account's", () => {
    const entries = entriesOf([], { isOperator: true });
    expect(namesIn(entries, "Go to")).toEqual([
      "Operations: Requests",
      "Operations: Accounts",
      "Operations: APIs",
      "Operations: Gateways",
      "Operations: Rule",
      "Operations: Audit",
      "Settings: Profile",
      "Settings: Security",
      "Settings: Notifications",
    ]);
    expect(namesIn(entries, "Create")).toEqual([]);
  });

  test("to a member of several accounts: the others", () => {
    const entries = entriesOf([account("alpha"), account("beta"), account("gamma")]);
    expect(namesIn(entries, "Account")).toEqual(["Switch to The beta", "Switch to The gamma"]);
  });

  test("to everybody: the themes, with the one in use told", () => {
    const themes = entriesOf([]).filter(({ group }) => group === "Theme");
    expect(themes.map(({ name, detail }) => [name, detail])).toEqual([
      ["Light theme", undefined],
      ["Dark theme", "In use"],
      ["System theme", undefined],
    ]);
  });

  test("nothing twice", () => {
    const entries = entriesOf([account("alpha"), account("beta")], { isOperator: true });
    expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length);
  });
});

describe("what is typed finds", () => {
  const find = (text: string) =>
    fitting(entriesOf([account("alpha"), account("beta")], { isOperator: true }), text).map(
      ({ name }) => name,
    );

  test.each([
    ["LIGHT", ["Light theme"]],
    ["rule operations", ["Operations: Rule"]],
    ["password", ["Settings: Security"]],
    ["settings", ["Settings: Profile", "Settings: Security", "Settings: Members", "Settings: Notifications"]],
    ["create", ["New key"]],
    ["beta", ["Switch to The beta"]],
    ["light dark", []],
    ["etting", []],
    ["<b>", []],
  ])("by “%s” %j", (text, names) => {
    expect(find(text)).toEqual(names);
  });

  test("everything, where it is nothing", () => {
    expect(find("")).toHaveLength(
      entriesOf([account("alpha"), account("beta")], { isOperator: true }).length,
    );
  });
});
