import { CALLS, call, type Pair, settles } from "./support/calls.js";
import { createKey, goTo, openKey } from "./support/dashboard.js";
import { expect, test } from "./support/test.js";

/** Asks the management API as a script does, with nothing but a key pair. */
async function script(url: string, { key, token }: Pair, query: string) {
  const authorization = `Basic ${Buffer.from(`${key}:${token}`).toString("base64")}`;
  const response = await fetch(`${url}/graphql`, {
    method: "POST",
    headers: { authorization, "content-type": "application/json" },
    body: JSON.stringify({ query }),
  });
  return { status: response.status, body: await response.json(), headers: response.headers };
}

const READ = "{ account { sid apiKeys(first: 1) { totalCount } } }";
const CREATE =
  'mutation { createApiKey(input: {name: "Made by a deployment"}) { apiKey { key } token errors { code } } }';

test("a key that was granted the managing of keys lets a script make keys that work, until it is taken away", async ({
  owner,
  installation: { url, proxy },
}) => {
  const pair = await createKey(owner, "Deployment script");
  const refused = await script(url, pair, READ);
  expect([refused.status, refused.headers.get("x-latchkey-missing-permission")]).toEqual([
    403,
    "access-control.read",
  ]);

  await owner.getByRole("tab", { name: "Permissions" }).click();
  const managing = owner.getByRole("group", { name: "Managing keys with this key" });
  await managing.getByRole("checkbox", { name: "Read by GraphQL" }).check();
  await owner.getByRole("button", { name: "Save permissions" }).click();
  await expect(owner.getByText("Permissions saved.")).toBeVisible();
  expect((await script(url, pair, READ)).body.data.account.sid).toBe("demo");
  expect((await script(url, pair, CREATE)).status).toBe(403);

  await managing.getByRole("checkbox", { name: "Change by GraphQL" }).check();
  await owner.getByRole("button", { name: "Save permissions" }).click();
  await expect(owner.getByRole("button", { name: "Save permissions" })).toHaveCount(0);
  const { apiKey, token, errors } = (await script(url, pair, CREATE)).body.data.createApiKey;
  expect(errors).toEqual([]);
  await settles(() => call(proxy, { key: apiKey.key, token }, CALLS), 200);

  await managing.getByRole("checkbox", { name: "Read by GraphQL" }).uncheck();
  await managing.getByRole("checkbox", { name: "Change by GraphQL" }).uncheck();
  await owner.getByRole("button", { name: "Save permissions" }).click();
  await expect(owner.getByRole("button", { name: "Save permissions" })).toHaveCount(0);
  expect((await script(url, pair, READ)).status).toBe(403);

  await openKey(owner, "Made by a deployment");
});

test("the limit of the managing of keys is seen among the others", async ({ owner }) => {
  await goTo(owner, "Limits");
  const row = owner.getByRole("row").filter({ hasText: "Access control" });
  await expect(row.getByText("600 per minute")).toBeVisible();
});
