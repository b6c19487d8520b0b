import type { Page } from "@playwright/test";

/** Milliseconds: what is come to may have to be loaded first. */
const PATIENCE = 10_000;

/** Presses Tab until what has the focus has this name. */
export async function tabTo(page: Page, name: RegExp): Promise<void> {
  const end = Date.now() + PATIENCE;
  while (Date.now() < end) {
    await page.keyboard.press("Tab");
    const focused = await page.evaluate(() => {
      const element = document.activeElement as HTMLInputElement | null;
      // Behind the last of the page nothing has the focus, and the body has all its text.
      if (element === document.body) return "";
      return `${element?.getAttribute("aria-label") ?? ""} ${element?.labels?.[0]?.textContent ?? ""} ${element?.textContent ?? ""}`;
    });
    if (name.test(focused)) return;
  }
  throw new Error(`Tab never comes to ${name}`);
}
