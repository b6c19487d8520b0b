import { expect, test } from "vitest";
import { rolesToGive } from "./member.js";

test("owners make owners, nobody else does", () => {
  expect(rolesToGive("OWNER")).toEqual(["OWNER", "ADMIN", "DEVELOPER", "VIEWER"]);
  expect(rolesToGive("ADMIN")).toEqual(["ADMIN", "DEVELOPER", "VIEWER"]);
});
