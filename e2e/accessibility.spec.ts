import { AxeBuilder } from "@axe-core/playwright";
import type { Locator, Page } from "@playwright/test";
import { createKey } from "./support/dashboard.js";
import { graphql } from "./support/graphql.js";
import { expect, test } from "./support/test.js";

const TABS = ["Overview", "Permissions", "Network", "Why", "Details"];

async function violations(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(" ")}`));
}

/** By how many pixels the content is wider than the page. */
function beyond(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

/** The request for SIP trunks that waits, whoever has made it. */
async function pendingRequest(owner: Page): Promise<string> {
  const pending = "{ account { throttleLimits { api { code } pendingRequest { id } } } }";
  const reason = "For those who look.";
  const input = `{api: "sip-trunks", limit: 900, reason: "${reason}"}`;
  await graphql(owner, `mutation { requestThrottleLimit(input: ${input}) { errors { code } } }`);
  const { data } = await graphql(owner, pending);
  const limits: { api: { code: string }; pendingRequest: { id: string } | null }[] =
    data.account.throttleLimits;
  return limits.find(({ api }) => api.code === "sip-trunks")?.pendingRequest?.id ?? "";
}

for (const colorScheme of ["light", "dark"] as const) {
  for (const width of [360, 1280]) {
    test.describe(`in the ${colorScheme} theme, ${width} px wide`, () => {
      test.use({ colorScheme, viewport: { width: 1280, height: 900 } });

      test("every page is free of what axe finds", async ({ owner, installation }) => {
        // A dozen pages.
        test.slow();
        await createKey(owner, `Accessible ${colorScheme} ${width}`);
        const keyUrl = owner.url();
        await owner.setViewportSize({ width, height: 900 });
        const asking = "/limits/apis/voice/request";
        for (const path of [
          "/keys",
          "/keys/new",
          "/limits",
          "/limits/apis/voice",
          asking,
          "/settings",
          "/nowhere",
        ]) {
          await owner.goto(installation.url + path);
          await expect(owner.getByRole("heading", { level: 1 })).toBeVisible();
          await owner.waitForLoadState("networkidle");
          expect(await violations(owner), path).toEqual([]);
        }
        await owner.goto(keyUrl);
        for (const name of TABS) {
          await owner.getByRole("tab", { name }).click();
          await owner.waitForLoadState("networkidle");
          expect(await violations(owner), name).toEqual([]);
        }
        await owner.getByRole("tab", { name: "Overview" }).click();
        await owner.getByRole("button", { name: "Delete key" }).click();
        await expect(owner.getByRole("dialog")).toBeVisible();
        // Contrast is measured as it is drawn: not while the dialog is still fading in.
        await owner.waitForTimeout(500);
        expect(await violations(owner), "the dialog that deletes").toEqual([]);
      });

      // Both themes and both widths, but not each with each: the pages behind the dialogs are looked at in all four.
      if ((colorScheme === "light") === (width === 1280)) {
        test("asking and deciding are free of it too, with errors shown and dialogs open", async ({
          owner,
          operator,
          installation: { url, sid },
        }) => {
          // Seventeen pages and dialogs.
          test.slow();
          const id = await pendingRequest(owner);
          const see = async (page: Page, path: string, heading: RegExp) => {
            await page.emulateMedia({ colorScheme });
            await page.setViewportSize({ width, height: 900 });
            await page.goto(url + path);
            await expect(page.getByRole("heading", { level: 1, name: heading })).toBeVisible();
            // The page goes on asking for what is new, so that the network is never idle for long.
            await expect(page.locator("[class*=Skeleton-root]")).toHaveCount(0);
            await page.waitForTimeout(300);
            expect(await violations(page), path).toEqual([]);
            expect(await beyond(page), path).toBeLessThanOrEqual(0);
          };
          const press = async (page: Page, button: string, shown: Locator) => {
            await page.getByRole("button", { name: button, exact: true }).click();
            await expect(shown).toBeVisible();
            await page.waitForTimeout(500);
            expect(await violations(page), button).toEqual([]);
          };
          await see(owner, "/limits/apis/voice/request", /Voice limit/);
          await press(owner, "Send the request", owner.getByText("Give a limit"));
          await see(owner, `/limits/requests/${id}`, /SIP trunks/);
          await press(owner, "Withdraw request", owner.getByRole("dialog"));

          await see(operator, "/operations/requests?status=ALL", /Requests/);
          await see(operator, `/operations/requests/${id}`, /SIP trunks/);
          await operator.getByRole("radio", { name: /another value/ }).check();
          await press(operator, "Approve", operator.getByText("Give a limit"));
          await see(operator, "/operations/accounts", /Accounts/);
          await see(operator, `/operations/accounts/${sid}`, /Demo/);
          await press(operator, "Suspend account", operator.getByRole("dialog"));
          await see(operator, `/operations/accounts/${sid}/request`, /Enter a request/);
          await see(operator, "/operations/apis", /APIs/);
          await press(operator, "Change the default: Voice", operator.getByRole("dialog"));
          await see(operator, "/operations/gateways", /Gateways/);
          await see(operator, "/operations/rule", /Auto-approval rule/);
        });
      }

      test("nothing is wider than the page", async ({ owner, installation }) => {
        await owner.setViewportSize({ width, height: 900 });
        for (const path of ["/keys", "/keys/new", "/limits", "/settings"]) {
          await owner.goto(installation.url + path);
          await expect(owner.getByRole("heading", { level: 1 })).toBeVisible();
          expect(await beyond(owner), path).toBeLessThanOrEqual(0);
        }
      });
    });
  }
}
