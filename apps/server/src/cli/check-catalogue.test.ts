import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { documentOf, operation, tag } from "../catalogue/testing/document.js";
import { checkCatalogue } from "./check-catalogue.js";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "latchkey-catalogue-"));
});
afterEach(() => rm(folder, { recursive: true }));

async function check(document: object): Promise<{ said: string; failed: string | null }> {
  const catalogue = join(folder, "parcels.yaml");
  await writeFile(catalogue, JSON.stringify(document));
  let said = "";
  const print = (text: string) => {
    said += text;
  };
  const failed = await checkCatalogue({ catalogue }, print).then(
    () => null,
    (error) => error.message,
  );
  return { said: said.replaceAll(catalogue, "parcels.yaml"), failed };
}

const PATH = "/v1/Accounts/{sid}/Parcels";

it("says how much is in a catalogue that can be used", async () => {
  const document = documentOf([tag("parcels")], { [PATH]: { get: operation("parcels.list", "parcels") } });
  expect(await check(document)).toEqual({
    said: "parcels.yaml can be used: 1 API with 1 operation.\n",
    failed: null,
  });
});

it("tells everything that is wrong at once, one line each, and fails in one", async () => {
  const document = documentOf([tag("parcels")], {
    [PATH]: { get: operation("listParcels", "parcels"), post: operation("createParcel", "parcels") },
  });
  const { said, failed } = await check(document);
  expect(said.split("\n")).toEqual([
    expect.stringContaining("get › operationId must be"),
    expect.stringContaining("post › operationId must be"),
    "",
  ]);
  expect(failed).toMatch(/^CATALOGUE \S+parcels\.yaml: [^\n]+ \(and 1 more\)\.$/);
});
