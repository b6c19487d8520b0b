import { call, settles } from "./support/calls.js";
import { createKey, goTo } from "./support/dashboard.js";
import { expect, test } from "./support/test.js";

const MINUTE = 60_000;
/** Of Apis of 200 a minute that no other test calls: the installation, and so the counter, is shared by all. */
const WHATSAPP = "/v2/accounts/demo/messages";
const SIP_TRUNKS = "/v2/accounts/demo/trunks";

test("of 201 calls within a minute to an Api of 200 a minute, exactly 200 pass, and the next says when to come again", {
  tag: "@time",
}, async ({ owner, installation }) => {
  const pair = await createKey(owner, "Busy");
  await settles(() => call(installation.proxy, pair, "/v1/Accounts/demo/Balance"), 200);

  const begin = Date.now();
  const answers = [];
  for (let index = 0; index < 200; index++)
    answers.push(await call(installation.proxy, pair, WHATSAPP, "POST"));
  const beyond = await call(installation.proxy, pair, WHATSAPP, "POST");
  expect(Date.now() - begin).toBeLessThan(MINUTE);

  expect(answers.map(({ status }) => status)).toEqual(new Array(200).fill(200));
  expect(answers.map(({ headers }) => Number(headers.get("x-ratelimit-remaining")))).toEqual(
    Array.from({ length: 200 }, (_, index) => 199 - index),
  );
  expect(beyond.status).toBe(429);
  expect(beyond.headers.get("x-latchkey-reason")).toBe("THROTTLED");
  expect(beyond.headers.get("x-ratelimit-limit")).toBe("200");
  expect(beyond.headers.get("x-ratelimit-remaining")).toBe("0");
  const wait = Number(beyond.headers.get("retry-after")) * 1000;
  expect(Date.now() + wait).toBeGreaterThanOrEqual(begin + MINUTE);
  expect(wait).toBeLessThanOrEqual(MINUTE);

  const behindNginx = await call(installation.nginx, pair, WHATSAPP, "POST");
  expect(behindNginx.status).toBe(429);
  expect(behindNginx.headers.get("x-latchkey-reason")).toBe("THROTTLED");
  expect(Number(behindNginx.headers.get("retry-after"))).toBeGreaterThan(0);

  await goTo(owner, "Limits");
  await expect(owner.getByRole("heading", { level: 1, name: /limits/i })).toBeVisible();
  await expect(owner.getByText(/throttled/i).first()).toBeVisible();
});

test("through nginx exactly 200 pass too", { tag: "@time" }, async ({ owner, installation }) => {
  const pair = await createKey(owner, "Busy behind nginx");
  await settles(() => call(installation.proxy, pair, "/v1/Accounts/demo/Balance"), 200);
  const statuses: number[] = [];
  for (let index = 0; index < 201; index++) {
    statuses.push((await call(installation.nginx, pair, SIP_TRUNKS, "POST")).status);
  }
  expect(statuses).toEqual([...new Array(200).fill(200), 429]);
});
