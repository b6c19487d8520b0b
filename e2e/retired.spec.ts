import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { freePorts } from "../packages/enforcer/src/testing/ports.js";
import { violations } from "./support/accessibility.js";
import { writeCatalogue } from "./support/catalogue.js";
import { graphql } from "./support/graphql.js";
import { type Installation, OPERATOR, OWNER, startInstallation } from "./support/installation.js";
import { ROOT } from "./support/paths.js";
import { answers, run } from "./support/processes.js";
import { signIn } from "./support/test.js";

/** One of its own, whose catalogue is changed. */
let installation: Installation;
let folder: string;
test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "latchkey-e2e-"));
  installation = await startInstallation({ CATALOGUE: await catalogueOf("sms", "voice", "fax") });
});
test.afterAll(async () => {
  await installation.stop();
  await rm(folder, { recursive: true });
});

/** A catalogue with an Api for each of these codes. */
const catalogueOf = (...codes: string[]) =>
  writeCatalogue(
    folder,
    codes.map((code) => ({ code })),
  );

/** Starts a server with another catalogue beside the one that runs, which has it then too, and ends it. */
async function changeCatalogue(file: string): Promise<void> {
  const [port, opsPort] = (await freePorts(2)).map(String);
  const env = {
    CATALOGUE: file,
    DATA_DIR: dirname(installation.outbox),
    PORT: port ?? "",
    OPS_PORT: opsPort ?? "",
  };
  const server = run(process.execPath, [join(ROOT, "apps/server/dist/main.js")], env, ROOT);
  await answers(`http://127.0.0.1:${opsPort}/readyz`, server);
  await server.stop();
}

async function ask(owner: Page, api: string): Promise<string> {
  const { data } = await graphql(
    owner,
    `mutation { requestThrottleLimit(input: {api: "${api}", limit: 400, reason: "For ${api}."}) { throttleRequest { id } } }`,
  );
  return data.requestThrottleLimit.throttleRequest.id;
}

test("what is left of APIs that have left the catalogue is seen, and ended by an operator", async ({
  page: owner,
  browser,
}) => {
  const operator = await (await browser.newContext()).newPage();
  await signIn(owner, installation.url, OWNER);
  await signIn(operator, installation.url, OPERATOR);
  const granted = await ask(owner, "fax");
  await graphql(
    operator,
    `mutation { approveThrottleRequest(input: {id: "${granted}"}) { errors { code } } }`,
  );
  await ask(owner, "sms");
  await owner.goto(`${installation.url}/limits`);
  const left = (page: Page) => page.getByRole("region", { name: "No longer in the catalogue" });
  await expect(owner.getByRole("table", { name: "Throttle limits" })).toBeVisible();
  await expect(left(owner)).toHaveCount(0);

  await changeCatalogue(await catalogueOf("voice"));
  await owner.reload();
  await expect(left(owner).getByRole("row", { name: "fax" })).toContainText("400 per minute for ever");
  await expect(left(owner).getByRole("row", { name: "sms" })).toContainText("400 per minute asked, pending");
  await expect(left(owner).getByRole("button")).toHaveCount(0);
  expect(await violations(owner)).toEqual([]);
  await owner.goto(`${installation.url}/limits/requests/${granted}`);
  await expect(owner.getByText("Not in force: the API has left the catalogue")).toBeVisible();

  await operator.goto(`${installation.url}/operations/accounts/${installation.sid}`);
  await left(operator).getByRole("button", { name: "End grant: fax" }).click();
  const dialog = operator.getByRole("dialog");
  await expect(dialog).toContainText("would hold again if the API came back");
  await dialog.getByRole("button", { name: "End grant" }).click();
  await expect(left(operator).getByRole("row", { name: "fax" })).toHaveCount(0);
  await left(operator).getByRole("link", { name: "400 per minute asked, pending" }).click();
  await expect(operator.getByText("there is nothing to grant")).toBeVisible();
  await expect(operator.getByRole("radio", { name: "Approve as asked" })).toBeDisabled();
  expect(await violations(operator)).toEqual([]);
  await operator.getByLabel("Why").fill("The API is no longer offered.");
  await operator.getByRole("button", { name: "Decline", exact: true }).click();
  await expect(operator.getByText("Declined").first()).toBeVisible();
  await operator.goto(`${installation.url}/operations/accounts/${installation.sid}`);
  await expect(operator.getByRole("table", { name: "Limits of the account" })).toBeVisible();
  await expect(left(operator)).toHaveCount(0);
  await operator.close();
});
