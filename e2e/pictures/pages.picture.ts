import { join } from "node:path";
import type { Page } from "@playwright/test";
import { ROOT } from "../support/paths.js";
import { expect, test } from "../support/test.js";
import { makeScene, type Scene } from "./scene.js";

const FOLDER = join(ROOT, ".latchkey/pictures");
const WIDTHS = [360, 768, 1280];
const THEMES = ["light", "dark"] as const;

/** Name of the picture, and the path of the page. */
type Pages = Record<string, string>;

const ownersPages = ({ keys, requests }: Scene): Pages => ({
  "get-started": "/get-started",
  keys: "/keys",
  "keys-filtered": "/keys?search=sync&status=ACTIVE",
  "keys-new": "/keys/new",
  key: `/keys/${keys.crm}`,
  "key-unused": `/keys/${keys.unused}`,
  "key-disabled": `/keys/${keys.disabled}`,
  "key-long": `/keys/${keys.long}`,
  "key-permissions": `/keys/${keys.sms}/permissions`,
  "key-network": `/keys/${keys.office}/network`,
  "key-why": `/keys/${keys.sms}/why?method=GET&path=/v1/Accounts/demo/Calls&address=192.0.2.44`,
  "key-details": `/keys/${keys.billing}/details`,
  activity: "/activity",
  developers: "/developers",
  graphiql: "/developers/graphiql",
  limits: "/limits",
  limit: "/limits/apis/campaigns",
  "limit-request": "/limits/apis/voice/request",
  "request-pending": `/limits/requests/${requests.pending}`,
  "request-approved": `/limits/requests/${requests.approved}`,
  "request-declined": `/limits/requests/${requests.declined}`,
  settings: "/settings",
  "settings-security": "/settings/security",
  "settings-members": "/settings/members",
  "settings-notifications": "/settings/notifications",
  unknown: "/nowhere",
});

const operatorsPages = ({ requests }: Scene): Pages => ({
  queue: "/operations/requests",
  "queue-all": "/operations/requests?status=ALL",
  "operations-request": `/operations/requests/${requests.pending}`,
  "operations-decided": `/operations/requests/${requests.approved}`,
  accounts: "/operations/accounts",
  account: "/operations/accounts/demo",
  "enter-request": "/operations/accounts/demo/request",
  apis: "/operations/apis",
  gateways: "/operations/gateways",
  rule: "/operations/rule",
  audit: "/operations/audit",
});

test("every page, in both themes and at three widths", async ({ browser, owner, operator, installation }) => {
  const stranger = await browser.newPage();
  await shoot(stranger, installation.url, {
    "sign-in": "/sign-in",
    forgot: "/forgot",
    reset: "/reset/x",
    invite: "/invite/x",
  });
  const scene = await makeScene(owner, operator, installation);
  await shoot(owner, installation.url, ownersPages(scene));
  await shoot(operator, installation.url, operatorsPages(scene));
});

async function shoot(page: Page, url: string, pages: Pages): Promise<void> {
  for (const [name, path] of Object.entries(pages)) {
    await page.goto(url + path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 });
      for (const colorScheme of THEMES) {
        await page.emulateMedia({ colorScheme });
        await expect(page.locator("[class*=Skeleton-root]")).toHaveCount(0);
        await page.waitForTimeout(250);
        await page.screenshot({ path: join(FOLDER, `${name}-${width}-${colorScheme}.png`), fullPage: true });
      }
    }
  }
}
