import { existsSync, readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { MANIFESTS } from "./bootstrap.mjs";
import { at } from "./paths.mjs";

test("packages are installed again when the manifest of any part of the workspace changed", () => {
  const listed = [...readFileSync(at("pnpm-workspace.yaml"), "utf8").matchAll(/^ {2}- (.+)$/gm)];
  const folders = listed.flatMap(([, folder = ""]) =>
    folder.endsWith("/*")
      ? readdirSync(at(folder.slice(0, -2))).map((name) => `${folder.slice(0, -2)}/${name}`)
      : [folder],
  );
  const manifests = folders.map((folder) => `${folder}/package.json`).filter((path) => existsSync(at(path)));
  expect(manifests).toContain("oracle/package.json");
  expect(MANIFESTS.filter((path) => path.endsWith("/package.json")).sort()).toEqual(manifests.sort());
});
