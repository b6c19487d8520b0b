import { test as base, expect, type Page } from "@playwright/test";
import { type Installation, OWNER, startInstallation } from "./installation.js";

/** One installation for all tests of a file; `owner` is a page on which the account's owner has signed in. */
export const test = base.extend<{ owner: Page }, { installation: Installation }>({
  installation: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from the pattern.
    async ({}, use) => {
      const installation = await startInstallation();
      await use(installation);
      await installation.stop();
    },
    { scope: "worker", timeout: 60_000 },
  ],
  owner: async ({ page, installation }, use) => {
    await signIn(page, installation.url, OWNER);
    await use(page);
  },
});

export async function signIn(
  page: Page,
  url: string,
  who: { email: string; password: string },
): Promise<void> {
  await page.goto(url);
  await page.getByLabel("E-mail").fill(who.email);
  await page.getByLabel("Password", { exact: true }).fill(who.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("navigation")).toBeVisible();
}

export { expect };
