import { afterEach, expect, test, vi } from "vitest";
import { type Account, chooseAccount, switchAccount } from "./account.js";

const account = (sid: string): Account => ({
  id: sid,
  sid,
  name: sid,
  suspended: false,
  viewerRole: "OWNER",
});
const ACCOUNTS = [account("alpha"), account("beta")];

afterEach(() => vi.unstubAllGlobals());

test("the account chosen last is opened, else the first", () => {
  vi.stubGlobal("localStorage", { getItem: () => "beta" });
  expect(chooseAccount(ACCOUNTS)?.sid).toBe("beta");
  vi.stubGlobal("localStorage", { getItem: () => "gone" });
  expect(chooseAccount(ACCOUNTS)?.sid).toBe("alpha");
});

test("where storage is blocked the first is opened, and no other can be chosen", () => {
  const blocked = () => {
    throw new DOMException("Storage is blocked", "SecurityError");
  };
  vi.stubGlobal("localStorage", { getItem: blocked, setItem: blocked });
  expect(chooseAccount(ACCOUNTS)?.sid).toBe("alpha");
  expect(switchAccount("beta")).toBe(false);
});
