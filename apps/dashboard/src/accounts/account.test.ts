import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Account } from "./account.js";

const account = (sid: string): Account => ({
  id: sid,
  sid,
  name: sid,
  viewerRole: "OWNER",
});
const ACCOUNTS = [account("alpha"), account("beta")];

class Kept {
  constructor(public sid: string | null = null) {}
  getItem = () => this.sid;
  setItem = (_name: string, sid: string) => {
    this.sid = sid;
  };
}

let browser: Kept;
let tab: Kept;
beforeEach(() => {
  browser = new Kept();
  tab = new Kept();
  vi.stubGlobal("localStorage", browser);
  vi.stubGlobal("sessionStorage", tab);
  vi.resetModules();
});
afterEach(() => vi.unstubAllGlobals());

/** The code of a page that was just loaded. */
const loaded = () => import("./account.js");

test("in a new tab the account looked at last is opened, else the first", async () => {
  const { chooseAccount } = await loaded();
  expect(chooseAccount(ACCOUNTS)?.sid).toBe("alpha");
  vi.resetModules();
  tab.sid = null;
  browser.sid = "beta";
  expect((await loaded()).chooseAccount(ACCOUNTS)?.sid).toBe("beta");
});

test("an address that names one opens it, whichever was looked at last", async () => {
  vi.stubGlobal("location", new URL("https://keys.example/keys/key_1?account=beta"));
  tab.sid = "alpha";
  const { chooseAccount } = await loaded();
  expect(chooseAccount(ACCOUNTS)?.sid).toBe("beta");
  expect(tab.sid).toBe("beta");
  vi.stubGlobal("location", new URL("https://keys.example/keys?account=gone"));
  vi.resetModules();
  expect((await loaded()).chooseAccount(ACCOUNTS)?.sid).toBe("beta");
});

test("one that the person is no longer a member of is not opened", async () => {
  browser.sid = "gone";
  expect((await loaded()).chooseAccount(ACCOUNTS)?.sid).toBe("alpha");
});

test("a tab goes on with its account when another tab opens another one, also when it is loaded anew", async () => {
  browser.sid = "beta";
  const { chooseAccount } = await loaded();
  expect(chooseAccount(ACCOUNTS)?.sid).toBe("beta");
  browser.sid = "alpha";
  expect(chooseAccount(ACCOUNTS)?.sid).toBe("beta");
  vi.resetModules();
  expect((await loaded()).chooseAccount(ACCOUNTS)?.sid).toBe("beta");
});

test("the account that is kept is opened by the next page that is loaded", async () => {
  const { chooseAccount, keepAccount } = await loaded();
  expect(chooseAccount(ACCOUNTS)?.sid).toBe("alpha");
  expect(keepAccount("beta")).toBe(true);
  vi.resetModules();
  expect((await loaded()).chooseAccount(ACCOUNTS)?.sid).toBe("beta");
});

test("what is opened in a new tab shows the account of the tab that is looked at", async () => {
  const window = new EventTarget();
  const { chooseAccount, passOnAccount } = await loaded();
  passOnAccount(window as Window);
  chooseAccount(ACCOUNTS);
  browser.sid = "beta";
  window.dispatchEvent(new Event("focus"));
  expect(browser.sid).toBe("alpha");
});

test("a page that the browser brings back as it was left stays in its account when it is loaded anew", async () => {
  const window = new EventTarget();
  const { chooseAccount, keepAccount, passOnAccount } = await loaded();
  passOnAccount(window as Window);
  chooseAccount(ACCOUNTS);
  keepAccount("beta");
  window.dispatchEvent(Object.assign(new Event("pageshow"), { persisted: true }));
  vi.resetModules();
  expect((await loaded()).chooseAccount(ACCOUNTS)?.sid).toBe("alpha");
});

test("where storage is blocked the first is opened, and no other can be chosen", async () => {
  const blocked = () => {
    throw new DOMException("Storage is blocked", "SecurityError");
  };
  vi.stubGlobal("localStorage", { getItem: blocked, setItem: blocked });
  vi.stubGlobal("sessionStorage", { getItem: blocked, setItem: blocked });
  const { chooseAccount, keepAccount } = await loaded();
  expect(chooseAccount(ACCOUNTS)?.sid).toBe("alpha");
  expect(keepAccount("beta")).toBe(false);
});
