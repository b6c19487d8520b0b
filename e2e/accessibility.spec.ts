import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { createKey } from "./support/dashboard.js";
import { expect, test } from "./support/test.js";

const TABS = ["Overview", "Permissions", "Network", "Why", "Details"];

async function violations(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(" ")}`));
}

for (const colorScheme of ["light", "dark"] as const) {
  for (const width of [360, 1280]) {
    test.describe(`in the ${colorScheme} theme, ${width} px wide`, () => {
      test.use({ colorScheme, viewport: { width: 1280, height: 900 } });

      test("every page is free of what axe finds", async ({ owner, installation }) => {
        await createKey(owner, `Accessible ${colorScheme} ${width}`);
        const keyUrl = owner.url();
        await owner.setViewportSize({ width, height: 900 });
        for (const path of ["/keys", "/keys/new", "/limits", "/settings", "/nowhere"]) {
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

      test("nothing is wider than the page", async ({ owner, installation }) => {
        await owner.setViewportSize({ width, height: 900 });
        for (const path of ["/keys", "/keys/new", "/limits", "/settings"]) {
          await owner.goto(installation.url + path);
          await expect(owner.getByRole("heading", { level: 1 })).toBeVisible();
          const beyond = await owner.evaluate(
            () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
          );
          expect(beyond, path).toBeLessThanOrEqual(0);
        }
      });
    });
  }
}
