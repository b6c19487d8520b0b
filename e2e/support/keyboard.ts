import type { Page } from "@playwright/test";

/** Milliseconds: what is come to may have to be loaded first. */
const PATIENCE = 10_000;
/** How often Tab is pressed from one end of a page to the other, at most. */
const MOST_STOPS = 60;

/** Presses Tab until what has the focus has this name, also round the page again. */
export async function tabTo(page: Page, name: RegExp): Promise<void> {
  const end = Date.now() + PATIENCE;
  for (let stops = 0; stops < MOST_STOPS && Date.now() < end; stops++) {
    await page.keyboard.press("Tab");
    const focused = await page.evaluate(() => {
      const element = document.activeElement as HTMLInputElement | null;
      // Behind the last of the page nothing has the focus, and the body has all its text.
      if (element === document.body) return null;
      return `${element?.getAttribute("aria-label") ?? ""} ${element?.labels?.[0]?.textContent ?? ""} ${element?.textContent ?? ""}`;
    });
    if (focused === null) stops = 0;
    else if (name.test(focused)) return;
  }
  throw new Error(`Tab never comes to ${name}`);
}
