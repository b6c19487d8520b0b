import { gzipSync } from "node:zlib";
import { expect, test } from "./support/test.js";

/** In kilobytes of 1,000 bytes. */
const MOST = 250;
/** Over HTTP/1.1 a browser fetches six files at once; the rest wait for another round trip. */
const MOST_FILES = 6;

test(`the list of keys is usable after at most ${MOST} kB of compressed JavaScript, fetched at once`, async ({
  owner,
  installation,
}) => {
  await owner.goto(`${installation.url}/keys`);
  await expect(owner.getByRole("table").getByRole("link").first()).toBeVisible();
  const scripts = await owner.evaluate(() =>
    performance.getEntriesByType("resource").flatMap(({ name }) => (name.endsWith(".js") ? [name] : [])),
  );
  expect(scripts.length).toBeGreaterThan(1);
  expect(scripts.length).toBeLessThanOrEqual(MOST_FILES);
  const sizes = await Promise.all(
    scripts.map(async (url) => gzipSync(await (await owner.request.get(url)).body()).length / 1_000),
  );
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(MOST);
});
