import { describe, expect, it } from "vitest";
import { compileCatalogue } from "../catalogue/catalogue.js";
import { checkPermissions, holdsAccessControl, normaliseCodes } from "./codes.js";
import { type AccessScope, compilePermissions, grants } from "./permissions.js";

const operations = Array.from({ length: 70 }, (_, at) => {
  const api = at % 2 === 0 ? "even" : "odd";
  return { code: `${api}.${at}`, api, method: "GET", path: `/${at}` };
});
const catalogue = compileCatalogue(operations);

function granted(scope: AccessScope, codes: string[], of = catalogue): string[] {
  const permissions = compilePermissions(scope, codes, of);
  return of.operations.filter((_, index) => grants(permissions, index)).map(({ code }) => code);
}

describe("SELECTED_APIS", () => {
  it("with no code grants nothing", () => {
    expect(granted("SELECTED_APIS", [])).toEqual([]);
  });

  it("grants one operation, and all operations of an Api", () => {
    expect(granted("SELECTED_APIS", ["odd.69"])).toEqual(["odd.69"]);
    expect(granted("SELECTED_APIS", ["even", "odd.1"])).toHaveLength(36);
  });

  it("covers a new operation of a granted Api, and none of another", () => {
    const added = ["even", "odd"].map((api) => ({
      code: `${api}.new`,
      api,
      method: "GET",
      path: `/new/${api}`,
    }));
    const codes = granted("SELECTED_APIS", ["even"], compileCatalogue([...operations, ...added]));
    expect(codes).toContain("even.new");
    expect(codes).not.toContain("odd.new");
  });

  it("ignores codes that the catalogue does not know", () => {
    expect(granted("SELECTED_APIS", ["retired.operation", "EVEN", ""])).toEqual([]);
  });
});

describe("ALL_APIS", () => {
  it("grants every operation but those of access-control", () => {
    expect(granted("ALL_APIS", [])).toEqual(operations.map(({ code }) => code));
  });

  it("grants of access-control what stands beside it", () => {
    expect(granted("ALL_APIS", ["access-control.read"])).toHaveLength(71);
    expect(granted("ALL_APIS", ["access-control"])).toHaveLength(72);
  });
});

describe("a place outside the catalogue", () => {
  it("is not granted", () => {
    expect(grants(compilePermissions("ALL_APIS", [], catalogue), 500)).toBe(false);
  });
});

describe("permission codes", () => {
  const known = new Set(["sms", "sms.send"]);
  const check = (scope: AccessScope, codes?: string[] | null) =>
    checkPermissions(scope, codes, (code) => known.has(code));

  it("come back sorted and without duplicates", () => {
    expect(normaliseCodes(["b", "a", "B", "a"])).toEqual(["B", "a", "b"]);
    expect(check("SELECTED_APIS", ["sms.send", "sms", "sms"])).toEqual({
      ok: true,
      codes: ["sms", "sms.send"],
    });
  });

  it("left out are an empty list", () => {
    expect(check("SELECTED_APIS")).toEqual({ ok: true, codes: [] });
    expect(check("ALL_APIS", null)).toEqual({ ok: true, codes: [] });
  });

  it("that nobody knows are UNKNOWN_PERMISSION, and are named", () => {
    expect(check("SELECTED_APIS", ["sms", "smss"])).toMatchObject({
      code: "UNKNOWN_PERMISSION",
      codes: ["smss"],
    });
  });

  it("beside ALL_APIS are INVALID, but for those of access-control", () => {
    expect(check("ALL_APIS", ["sms"])).toMatchObject({ ok: false, code: "INVALID" });
    expect(check("ALL_APIS", ["access-control.read"])).toEqual({ ok: true, codes: ["access-control.read"] });
  });

  it("tell whether a key may manage keys", () => {
    expect(holdsAccessControl(["sms", "access-control.write"])).toBe(true);
    expect(holdsAccessControl(["sms", "access-control.other"])).toBe(false);
  });
});
