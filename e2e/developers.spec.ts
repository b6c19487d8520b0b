import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { Pair } from "./support/calls.js";
import { createKey } from "./support/dashboard.js";
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
  const id = owner.url().split("/").pop();
  const permissions = '{scope: ALL_APIS, codes: ["access-control"]}';
  await graphql(
    owner,
    `mutation { setPermissions(input: {id: "${id}", permissions: ${permissions}}) { errors { code } } }`,
  );
  await owner.getByRole("navigation").getByRole("link", { name: "Developers" }).click();
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
  await owner.getByRole("navigation").getByRole("link", { name: "Developers" }).click();
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
  await owner.getByRole("navigation").getByRole("link", { name: "Developers" }).click();
  const keys = owner.getByRole("table", { name: "Automation keys" });
  const row = keys.getByRole("row").filter({ hasText: "Nightly report" });
  await expect(row.getByRole("cell")).toHaveText(["Read", "Active", "Never"]);
  await expect(keys.getByText("No script's")).toHaveCount(0);
  await row.getByRole("link", { name: "Nightly report" }).click();
  await expect(owner.getByRole("heading", { level: 1, name: "Nightly report" })).toBeVisible();
});
