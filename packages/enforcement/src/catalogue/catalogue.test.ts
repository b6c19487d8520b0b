import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Catalogue, compileCatalogue, matchOperation } from "./catalogue.js";
import { findConflicts, findProblems } from "./conflicts.js";
import type { OperationRule } from "./operation.js";

function operation(path: string, method = "GET", code = `x.${method} ${path}`): OperationRule {
  return { code, api: "x", method, path };
}

function matched(operations: OperationRule[], method: string, path: string) {
  const match = matchOperation(compileCatalogue(operations), method, path);
  return typeof match === "string" ? match : match.operation.path;
}

describe("a path with escapes", () => {
  const operations = [
    operation("/v3/users/{id}"),
    operation("/v3/users/@me"),
    operation("/v3/users/caf%C3%A9"),
    operation("/v3/users/@me/keys"),
    operation("/v3/users/{id}/{part}"),
    operation("/v3/{kind}"),
    operation("/v3/a:b", "POST"),
  ];

  it.each(["/v3/users/%40me", "/v3/users/%40%6De", "/v3/users/caf%c3%a9", "/v3/users/%40me/keys"])(
    "is ambiguous when an upstream that decodes all of them would serve another operation: %s",
    (path) => {
      expect(matched(operations, "GET", path)).toBe("AMBIGUOUS_PATH");
    },
  );

  it.each([
    ["/v3/users/@me", "/v3/users/@me"],
    ["/v3/users/@%6de", "/v3/users/@me"],
    ["/v3/users/caf%C3%A9", "/v3/users/caf%C3%A9"],
    ["/v3/users/%40you", "/v3/users/{id}"],
    ["/v3/users/a%20b", "/v3/users/{id}"],
    ["/v3/users/%40me/%3Ax", "/v3/users/{id}/{part}"],
    ["/v3/%3A", "/v3/{kind}"],
  ])("means the operation to which all spellings lead: %s is %s", (path, template) => {
    expect(matched(operations, "GET", path)).toBe(template);
  });

  it("is unknown when only its decoded form would match", () => {
    expect(matched(operations, "POST", "/v3/a%3Ab")).toBe("UNKNOWN_API");
  });

  it("still tells the account after its escapes were decoded", () => {
    const catalogue = compileCatalogue([operation("/v3/{sid}/users/{id}"), operation("/v3/{sid}/users/@me")]);
    const match = matchOperation(catalogue, "GET", "/v3/demo/users/%2B%C3%A9");
    expect(typeof match === "string" ? match : match.sid?.toString()).toBe("demo");
  });
});

describe("the template that wins", () => {
  it("is the one whose leftmost differing segment is literal", () => {
    const operations = [operation("/{a}/x"), operation("/{a}/{b}"), operation("/a/{b}"), operation("/a/x")];
    expect(matched(operations, "GET", "/a/x")).toBe("/a/x");
    expect(matched(operations, "GET", "/a/y")).toBe("/a/{b}");
    expect(matched(operations, "GET", "/b/x")).toBe("/{a}/x");
    expect(matched(operations, "GET", "/b/y")).toBe("/{a}/{b}");
  });

  it("is found behind a literal that leads nowhere", () => {
    expect(matched([operation("/a/x/1"), operation("/{a}/{b}/2")], "GET", "/a/x/2")).toBe("/{a}/{b}/2");
  });

  it("is one of the same method: templates of others take no part", () => {
    const operations = [operation("/v3/calls/active", "GET"), operation("/v3/calls/{id}", "DELETE")];
    expect(matched(operations, "DELETE", "/v3/calls/active")).toBe("/v3/calls/{id}");
  });

  it("for HEAD is that for GET, and for no other method", () => {
    expect(matched([operation("/a", "HEAD")], "GET", "/a")).toBe("/a");
    expect(matched([operation("/a")], "HEAD", "/a")).toBe("/a");
    expect(matched([operation("/a", "POST")], "HEAD", "/a")).toBe("UNKNOWN_API");
    expect(matched([operation("/a")], "get", "/a")).toBe("UNKNOWN_API");
  });

  it("is the one with exactly this literal, among hundreds that have its length, its first letter and its last", () => {
    const between = fc.uniqueArray(fc.stringMatching(/^[ab]{0,8}$/), { minLength: 1, maxLength: 300 });
    fc.assert(
      fc.property(between, fc.stringMatching(/^[ab]{0,8}$/), (known, sought) => {
        const paths = known.map((text) => `/a${text}z`);
        const expected = known.includes(sought) ? `/a${sought}z` : "UNKNOWN_API";
        expect(
          matched(
            paths.map((path) => operation(path)),
            "GET",
            `/a${sought}z`,
          ),
        ).toBe(expected);
        for (const path of paths) expect(matched([operation(path)], "GET", path)).toBe(path);
      }),
      { numRuns: 50 },
    );
  });

  it("equals the best of all templates that match, compared one by one", () => {
    const segment = fc.constantFrom("a", "b", "{p}");
    const template = fc
      .array(segment, { minLength: 1, maxLength: 4 })
      .map((segments) => `/${segments.join("/")}`);
    const path = fc.array(fc.constantFrom("a", "b", "c"), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(fc.uniqueArray(template, { maxLength: 12 }), path, (templates, segments) => {
        const fitting = templates
          .map((text) => text.slice(1).split("/"))
          .filter((parts) => parts.length === segments.length)
          .filter((parts) => parts.every((part, at) => part === "{p}" || part === segments[at]))
          .map((parts) => parts.map((part) => (part === "{p}" ? "1" : "0")).join(""))
          .sort();
        const operations = templates.map((text) => operation(text));
        const found = matched(operations, "GET", `/${segments.join("/")}`);
        const shape = found === "UNKNOWN_API" ? undefined : found.slice(1).split("/");
        expect(shape?.map((part) => (part === "{p}" ? "1" : "0")).join("")).toBe(fitting[0]);
      }),
      { numRuns: 3000 },
    );
  });
});

describe("the sid", () => {
  it("is the segment that the winning template says, decoded and without .json", () => {
    const catalogue = compileCatalogue([
      operation("/v1/Accounts/{sid}"),
      operation("/{x}/{sid}/calls"),
      operation("/free"),
    ]);
    const sidOf = (path: string) => {
      const match = matchOperation(catalogue, "GET", path);
      return typeof match === "string" ? match : match.sid && String(match.sid);
    };
    expect(sidOf("/v1/Accounts/%64emo.json")).toBe("demo");
    expect(sidOf("/a/b/calls")).toBe("b");
    expect(sidOf("/free")).toBeNull();
  });
});

describe("conflicts", () => {
  it("are pairs of one method that match the same paths, whatever their parameters' names", () => {
    const [first, second] = [operation("/v2/{sid}/calls/{id}"), operation("/v2/{sid}/calls/{call}")];
    const others = [operation("/v2/{sid}/calls/{id}", "POST"), operation("/v2/{sid}/calls/active")];
    expect(findConflicts([first, ...others, second])).toMatchObject([{ operation: second, other: first }]);
  });

  it("are found between GET and HEAD, between escapes, and beside .json", () => {
    expect(findConflicts([operation("/a"), operation("/a", "HEAD")])).toHaveLength(1);
    expect(findConflicts([operation("/a"), operation("/%61")])).toHaveLength(1);
    expect(findConflicts([operation("/v1/a/{id}"), operation("/v1/a/{id}.json")])).toHaveLength(1);
    expect(findConflicts([operation("/v1/a"), operation("/v1/a.json")])).toHaveLength(1);
    expect(findConflicts([operation("/v2/a"), operation("/v2/a.json")])).toHaveLength(0);
  });
});

describe("an operation that can't be used", () => {
  it.each([
    ["no slash", operation("a")],
    ["a trailing slash", operation("/a/")],
    ["a query", operation("/a?b")],
    ["half a segment as parameter", operation("/a-{b}")],
    ["two parameters in one segment", operation("/{a}{b}")],
    ["a parameter with an ending that requests may not add there", operation("/v2/{id}.json")],
    ["an empty parameter", operation("/{}")],
    ["the sid twice", operation("/{sid}/{sid}")],
    ["the built-in Api's code", operation("/a", "GET", "access-control.read")],
  ])("is left out and named: %s", (_, bad) => {
    const catalogue = compileCatalogue([bad, operation("/good")]);
    expect(catalogue.problems).toMatchObject([
      { operation: bad, message: expect.stringContaining(bad.code) },
    ]);
    expect(catalogue.operations).not.toContain(bad);
    expect(matchOperation(catalogue, "GET", "/good")).toMatchObject({ operation: { path: "/good" } });
  });

  it("is the second of two with one code", () => {
    const [first, second] = [operation("/a", "GET", "same"), operation("/b", "GET", "same")];
    expect(findProblems([first, second])).toMatchObject([{ operation: second, other: first }]);
  });
});

describe("what an operation that can't be used may have matched", () => {
  const found = (catalogue: Catalogue, method: string, path: string) => {
    const match = matchOperation(catalogue, method, path);
    return typeof match === "string" ? match : match.operation.path;
  };

  it("is in doubt: no other template answers in its place, and the others go on", () => {
    const catalogue = compileCatalogue(
      [operation("/v2/{sid}/{id}"), operation("/v2/{sid}/calls/{id}"), operation("/v2/{sid}/{id}", "POST")],
      [{ method: "HEAD", path: "/v2/{sid}/secrets" }],
    );
    expect(found(catalogue, "GET", "/v2/demo/secrets")).toBe("UNAVAILABLE");
    expect(found(catalogue, "HEAD", "/v2/demo/secrets")).toBe("UNAVAILABLE");
    expect(found(catalogue, "GET", "/v2/demo/other")).toBe("/v2/{sid}/{id}");
    expect(found(catalogue, "GET", "/v2/demo/calls/secrets")).toBe("/v2/{sid}/calls/{id}");
    expect(found(catalogue, "POST", "/v2/demo/secrets")).toBe("/v2/{sid}/{id}");
  });

  it("is the same path in every method, when its method can't be read", () => {
    const operations = [operation("/v2/{sid}/{id}"), operation("/v2/{sid}/{id}", "POST")];
    const catalogue = compileCatalogue(operations, [{ method: null, path: "/v2/{sid}/secrets" }]);
    for (const method of ["GET", "POST"]) {
      expect(found(catalogue, method, "/v2/demo/secrets")).toBe("UNAVAILABLE");
      expect(found(catalogue, method, "/v2/demo/other")).toBe("/v2/{sid}/{id}");
    }
  });

  it.each([null, "/v2/{a}{b}"])("is every template with a parameter, when its path is %j", (path) => {
    const operations = [
      operation("/v2/{sid}/{id}"),
      operation("/v2/{sid}/calls"),
      operation("/v2/{id}", "POST"),
    ];
    const catalogue = compileCatalogue(operations, [{ method: "GET", path }]);
    expect(found(catalogue, "GET", "/v2/demo/secrets")).toBe("UNAVAILABLE");
    expect(found(catalogue, "GET", "/v2/demo/calls")).toBe("/v2/{sid}/calls");
    expect(found(catalogue, "POST", "/v2/secrets")).toBe("/v2/{id}");
    expect(found(compileCatalogue(operations, [{ method: null, path }]), "POST", "/v2/secrets")).toBe(
      "UNAVAILABLE",
    );
  });

  it("is also what two operations match alike", () => {
    const catalogue = compileCatalogue([operation("/v2/{sid}/{id}"), operation("/v2/{sid}/{call}")]);
    expect(found(catalogue, "GET", "/v2/demo/secrets")).toBe("UNAVAILABLE");
  });
});

describe("the built-in Api", () => {
  it("has a place for its permissions, and no path leads to it", () => {
    const catalogue = compileCatalogue([]);
    expect(catalogue.operations.map(({ code }) => code)).toEqual([
      "access-control.read",
      "access-control.write",
    ]);
    expect(matchOperation(catalogue, "POST", "/graphql")).toBe("UNKNOWN_API");
  });
});
