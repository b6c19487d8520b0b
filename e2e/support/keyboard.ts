import type { Page } from "@playwright/test";

/** Presses Tab until what has the focus has this name. */
export async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press("Tab");
    const focused = await page.evaluate(() => {
      const element = document.activeElement as HTMLInputElement | null;
      return `${element?.getAttribute("aria-label") ?? ""} ${element?.labels?.[0]?.textContent ?? ""} ${element?.textContent ?? ""}`;
    });
    if (name.test(focused)) return;
  }
  throw new Error(`Tab never comes to ${name}`);
}
