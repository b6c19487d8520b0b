import { setTimeout } from "node:timers/promises";
import type { Page } from "@playwright/test";
import axe, { type RunOptions } from "axe-core";

type WithAxe = Window & { axe?: typeof axe };

/** No rule is switched off, and one is added: what is read on a button is in its name, so that one can say it to press it. */
const RULES: RunOptions = {
  // It notes down the details of what is wrong alone: the same is found in a third of the time.
  resultTypes: ["violations"],
  rules: { "label-content-name-mismatch": { enabled: true } },
};

/** What axe finds on the page as it is, each as the rule and the elements that break it. */
export async function violations(page: Page): Promise<string[]> {
  await still(page);
  // Once for each document: reading its code takes as long as what it looks for.
  if (await page.evaluate(() => !(window as WithAxe).axe)) await page.evaluate(axe.source);
  return await page.evaluate(async (rules) => {
    const found = await (window as WithAxe).axe?.run(document, rules);
    if (!found) throw new Error("The page is another one by now.");
    return found.violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target }) => `${id}: ${target.join(" ")}`),
    );
  }, RULES);
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
