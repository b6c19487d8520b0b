import { setTimeout } from "node:timers/promises";
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";

/**
 * What axe finds, with no rule switched off, and by one more: what is read on a button is in its name, so that one can say it to press it.
 * It notes down the details of what is wrong alone, and gathers no results from frames of other
 * sites, which no page of ours has: the same is found in a third of the time.
 */
export async function violations(page: Page): Promise<string[]> {
  await still(page);
  const axe = new AxeBuilder({ page }).setLegacyMode().options({
    resultTypes: ["violations"],
    rules: { "label-content-name-mismatch": { enabled: true } },
  });
  const { violations } = await axe.analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(" ")}`));
}

/** Waits until nothing moves or fades, so that contrast is measured as it stays. What never ends, as a skeleton's glow, is not waited for. */
async function still(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const nextFrame = () => new Promise(requestAnimationFrame);
    // What was just asked for, such as the other theme, begins some frames later.
    for (let quiet = 0; quiet < 6; quiet++) {
      await nextFrame();
      const moving = document
        .getAnimations()
        .filter(
          (each) => each.playState === "running" && Number.isFinite(each.effect?.getComputedTiming().endTime),
        );
      if (moving.length > 0) quiet = 0;
      await Promise.allSettled(moving.map((each) => each.finished));
    }
  });
}

/** By how many pixels the content is wider than the page. */
export function beyond(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

/** Has answers come late enough for everybody to see what stands in for them. */
export async function slowAnswers(page: Page): Promise<void> {
  await page.route("**/graphql", async (route) => {
    await setTimeout(150);
    await route.continue();
  });
}

/** How much jumped, without anybody's doing, since the page was loaded: the sum of its layout shifts (https://wicg.github.io/layout-instability). */
export function jumped(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const shifts = await new Promise<PerformanceEntryList>((resolve) => {
      const observer = new PerformanceObserver((list) => resolve(list.getEntries()));
      observer.observe({ type: "layout-shift", buffered: true });
      // Where nothing has jumped the observer is never called.
      window.setTimeout(() => resolve([]), 50);
    });
    return shifts.reduce((sum, shift) => sum + (shift as PerformanceEntry & { value: number }).value, 0);
  });
}
