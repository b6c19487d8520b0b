import { expect, test } from "vitest";
import { recoveryFile } from "./recovery-file.js";

test("the file names what its codes are for, and has one on each line", () => {
  const lines = recoveryFile(["aaaaa-11111", "bbbbb-22222"], "owner@example.com", "keys.example.com").split(
    "\n",
  );
  expect(lines[0]).toContain("keys.example.com as owner@example.com.");
  expect(lines.slice(3, 5)).toEqual(["aaaaa-11111", "bbbbb-22222"]);
});
