import { type Browser, type BrowserContext, test as base, expect, type Page } from "@playwright/test";
import { type Installation, OPERATOR, OWNER, startInstallation } from "./installation.js";

type StorageState = Awaited<ReturnType<BrowserContext["storageState"]>>;

interface Pages {
  owner: Page;
  operator: Page;
}

interface Shared {
  installation: Installation;
  ownerSession: StorageState;
  operatorSession: StorageState;
}

/**
 * One installation for all tests, and one signing in of the account's owner and of the operator, which the server would slow down if
 * each test did it; `owner` and `operator` are new pages of those sessions, in browsers that share nothing.
 */
export const test = base.extend<Pages, Shared>({
  installation: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from the pattern.
    async ({}, use) => {
      const installation = await startInstallation();
      await use(installation);
      await installation.stop();
    },
    { scope: "worker", timeout: 60_000 },
  ],
  ownerSession: [
    async ({ browser, installation }, use) => use(await sessionOf(browser, installation, OWNER)),
    { scope: "worker" },
  ],
  operatorSession: [
    async ({ browser, installation }, use) => use(await sessionOf(browser, installation, OPERATOR)),
    { scope: "worker" },
  ],
  owner: async ({ page, context, installation, ownerSession }, use) => {
    await context.addCookies(ownerSession.cookies);
    await page.goto(installation.url);
    await expect(page.getByRole("navigation")).toBeVisible();
    await use(page);
  },
  operator: async ({ browser, contextOptions, installation, operatorSession }, use) => {
    const context = await browser.newContext({ ...contextOptions, storageState: operatorSession });
    const page = await context.newPage();
    await page.goto(installation.url);
    await expect(page.getByRole("navigation", { name: "Main" })).toBeVisible();
    await use(page);
    await context.close();
  },
});

async function sessionOf(browser: Browser, { url }: Installation, who: typeof OWNER): Promise<StorageState> {
  const context = await browser.newContext();
  await signIn(await context.newPage(), url, who);
  const session = await context.storageState();
  await context.close();
  return session;
}

export async function signIn(
  page: Page,
  url: string,
  who: { email: string; password: string },
): Promise<void> {
  await page.goto(url);
  await page.getByLabel("E-mail").fill(who.email);
  await page.getByLabel("Password", { exact: true }).fill(who.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("navigation", { name: "Main" })).toBeVisible();
}

export { expect };
