import { call, settles } from "./support/calls.js";
import { createKey } from "./support/dashboard.js";
import { expect, test } from "./support/test.js";

test("a key restricted to another address is denied here, and works again once this one is listed", async ({
  owner,
  installation,
}) => {
  const pair = await createKey(owner, "Office only");
  await settles(() => call(installation.proxy, pair), 200);

  await owner.getByRole("tab", { name: "Network" }).click();
  await owner.getByRole("radio", { name: "Only listed addresses" }).check();
  await owner.getByLabel("Address or range").fill("203.0.113.0/24");
  await owner.getByRole("button", { name: "Add", exact: true }).click();
  await owner.getByRole("button", { name: "Save network" }).click();

  const { answer } = await settles(() => call(installation.proxy, pair), 403);
  expect(answer.headers.get("x-latchkey-reason")).toBe("IP_NOT_ALLOWED");
  const behindNginx = await call(installation.nginx, pair);
  expect(behindNginx.status).toBe(403);
  expect(behindNginx.headers.get("x-latchkey-reason")).toBe("IP_NOT_ALLOWED");

  await owner.getByLabel("Address or range").fill("127.0.0.1");
  await owner.getByRole("button", { name: "Add", exact: true }).click();
  await owner.getByRole("button", { name: "Save network" }).click();
  await settles(() => call(installation.proxy, pair), 200);
  expect((await call(installation.nginx, pair)).status).toBe(200);
});

test("a range with host bits is refused with the network that was meant", async ({ owner }) => {
  await createKey(owner, "Host bits");
  await owner.getByRole("tab", { name: "Network" }).click();
  await owner.getByRole("radio", { name: "Only listed addresses" }).check();
  await owner.getByLabel("Address or range").fill("203.0.113.7/24");
  await owner.getByRole("button", { name: "Add", exact: true }).click();
  await expect(owner.getByText("203.0.113.0/24").first()).toBeVisible();
  await expect(owner.getByLabel("Address or range")).toHaveAttribute("aria-invalid", "true");
});
