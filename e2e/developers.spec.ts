import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { Locator } from "@playwright/test";
import type { Pair } from "./support/calls.js";
import { createKey, goTo, openId } from "./support/dashboard.js";
import { graphql } from "./support/graphql.js";
import { expect, test } from "./support/test.js";

const run = promisify(execFile);

/** What runs a recipe in each language, from its text. */
const PROGRAMS = [
  { language: "curl", command: "sh", args: ["-c"] },
  { language: "Node.js", command: process.execPath, args: ["--input-type=module", "-e"] },
  { language: "Python", command: "python3", args: ["-c"] },
] as const;

async function isInstalled(language: string): Promise<boolean> {
  const command = { curl: "curl", Python: "python3" }[language];
  if (command === undefined) return true;
  return run(command, ["--version"]).then(
    () => true,
    () => false,
  );
}

test("each recipe runs as it is copied, with a key that may manage keys", async ({ owner }) => {
  const pair: Pair = await createKey(owner, "Recipes");
  const id = openId(owner);
  const permissions = '{scope: ALL_APIS, codes: ["access-control"]}';
  await graphql(
    owner,
    `mutation { setPermissions(input: {id: "${id}", permissions: ${permissions}}) { errors { code } } }`,
  );
  await goTo(owner, "Developers");
  const recipes = owner.getByRole("region", { name: "Recipes" });
  const shown = async () => (await recipes.locator("pre").last().textContent()) ?? "";
  const env = { PATH: process.env.PATH, LATCHKEY_KEY: pair.key, LATCHKEY_TOKEN: pair.token };
  for (const { language, command, args } of PROGRAMS) {
    if (!(await isInstalled(language))) {
      console.info(`recipes for ${language} were not run: it is not installed here`);
      continue;
    }
    for (const [recipe, answer] of [
      ["List the keys", /"apiKeys": ?\{/],
      ["See the limits", /"throttleLimits": ?\[/],
    ] as const) {
      await recipes.getByText(recipe, { exact: true }).click();
      await recipes.getByText(language, { exact: true }).click();
      expect(
        (await run(command, [...args, await shown()], { env })).stdout,
        `${language}: ${recipe}`,
      ).toMatch(answer);
    }
  }
  await recipes.getByText("Make a key", { exact: true }).click();
  await recipes.getByText("Node.js", { exact: true }).click();
  const made = await run(process.execPath, ["--input-type=module", "-e", await shown()], { env });
  expect(JSON.parse(made.stdout).data.createApiKey.errors).toEqual([]);
});

test("the schema is saved as a file", async ({ owner }) => {
  await goTo(owner, "Developers");
  const download = owner.waitForEvent("download");
  await owner.getByRole("button", { name: "Download the schema" }).click();
  const stream = await (await download).createReadStream();
  let text = "";
  for await (const chunk of stream) text += chunk;
  expect(text).toContain("type Mutation {");
});

test("keys that may ask by GraphQL are listed with what they may, and no others", async ({ owner }) => {
  const make = (name: string, codes: string) =>
    graphql(
      owner,
      `mutation { createApiKey(input: {name: "${name}", permissions: {scope: ALL_APIS, codes: ${codes}}}) { errors { code } } }`,
    );
  await make("Nightly report", '["access-control.read"]');
  await make("No script's", "[]");
  await goTo(owner, "Developers");
  const keys = owner.getByRole("table", { name: "Automation keys" });
  const row = keys.getByRole("row").filter({ hasText: "Nightly report" });
  await expect(row.getByRole("cell")).toHaveText(["Read", "Active", "Never"]);
  await expect(keys.getByText("No script's")).toHaveCount(0);
  await row.getByRole("link", { name: "Nightly report" }).click();
  await expect(owner.getByRole("heading", { level: 1, name: "Nightly report" })).toBeVisible();
});

test("GraphiQL works as the signed-in person with our own scripts alone, and a token in an answer is kept nowhere", async ({
  owner,
  context,
  installation,
}) => {
  const asked: string[] = [];
  owner.on("request", (request) => asked.push(request.url()));
  const complaints: string[] = [];
  owner.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  const open = owner.getByRole("link", { name: "Open GraphiQL" });
  await goTo(owner, "Developers");
  await open.hover();
  await owner.waitForLoadState("networkidle");
  const before = asked.length;

  const editor = owner.getByRole("region", { name: "Operation Editor" });
  await open.click();
  await expect(editor).toContainText(`account(sid: "${installation.sid}")`);
  await editor.locator(".view-lines").click();
  await owner.keyboard.press("Control+A");
  await owner.keyboard.insertText(
    'mutation { createApiKey(input: {name: "By hand"}) { token errors { code } } }',
  );
  const answered = owner.waitForResponse(
    (response) => response.request().postData()?.includes("By hand") === true,
  );
  await owner.keyboard.press("Control+Enter");
  const { token } = (await (await answered).json()).data.createApiKey;
  // The editor breaks a long line.
  await expect(owner.getByRole("region", { name: "Result Window" })).toContainText(token.slice(0, 12));
  expect(owner.workers().length).toBeGreaterThan(0);
  await owner.emulateMedia({ forcedColors: "active" });
  const run = owner.getByRole("button", { name: /^Execute query/ });
  const black = "rgb(0, 0, 0)";
  await expect(run).toHaveCSS("color", black);
  await expect(run.locator("svg"), "seen where colours are the reader's own").toHaveCSS("color", black);
  // GraphiQL stores what it stores half a second later.
  await owner.waitForTimeout(1_000);
  const kept = async () =>
    JSON.stringify([
      await context.storageState({ indexedDB: true }),
      await owner.evaluate(async () => [{ ...sessionStorage }, location.href, await caches.keys()]),
    ]);
  expect(await kept()).not.toContain(token);
  expect(await kept()).not.toContain("By hand");
  await goTo(owner, "Developers");
  await expect(open).toBeVisible();
  expect(await kept()).not.toContain(token);

  expect(asked.filter((url) => !url.startsWith(installation.url))).toEqual([]);
  expect(asked.slice(0, before).filter((url) => /graphiql-editor|worker/.test(url))).toEqual([]);
  expect(complaints).toEqual([]);
});

test("an editor that can't be loaded says so, and the page offers to load it anew", async ({ owner }) => {
  await owner.route(/assets\/graphiql-editor/, (route) => route.abort());
  await goTo(owner, "Developers");
  await owner.getByRole("link", { name: "Open GraphiQL" }).click();
  await expect(owner.getByRole("alert")).toContainText("The editor could not be loaded");
  await expect(owner.getByRole("heading", { level: 1, name: "GraphiQL" })).toBeVisible();
  await expect(owner.getByRole("button", { name: "Reload the page" })).toBeVisible();
});

test("each block of a recipe has its own button that copies it, right above it", async ({
  owner,
  installation,
}) => {
  await owner.goto(`${installation.url}/developers`);
  const recipes = owner.getByRole("region", { name: "Recipes" });
  const top = async (what: Locator) => (await what.boundingBox())?.y ?? Number.NaN;
  const [variables, program] = [recipes.locator("pre").first(), recipes.locator("pre").last()];
  const copy = recipes.getByRole("button", { name: "Copy snippet" });
  expect(await top(recipes.getByRole("button", { name: "Copy variables" }))).toBeLessThan(
    await top(variables),
  );
  expect(await top(copy)).toBeGreaterThan(await top(variables));
  expect(await top(copy)).toBeLessThan(await top(program));
});
