import type { Server } from "node:net";
import { compileRanges } from "@latchkey/enforcement";
import { expect, test } from "vitest";
import { MALFORMED } from "./raw-headers.js";
import { readRequest } from "./read-request.js";

const nobody = compileRanges([]) as NonNullable<ReturnType<typeof compileRanges>>;

/** A request as newer types of Node.js describe it. */
function requestOf(server: Server | null, lines: number) {
  const rawHeaders = Array.from({ length: lines }, () => ["Authorization", "a"]).flat();
  return { method: "GET", rawHeaders, socket: { remoteAddress: "192.0.2.1", server } };
}

test("a request is read also where its socket is not known to have a server", () => {
  expect(readRequest(requestOf(null, 1), "/x", nobody)).toEqual({
    authorization: "a",
    method: "GET",
    path: "/x",
    clientAddress: "192.0.2.1",
  });
});

test("as many header lines as Node.js may have cut make the credentials malformed, unless the server cuts none", () => {
  const authorizationOf = (maxHeadersCount: number | null) => {
    const { rawHeaders, ...request } = requestOf({ maxHeadersCount } as unknown as Server, 1);
    const many = [...rawHeaders, ...Array.from({ length: 999 }, () => ["X", ""]).flat()];
    return readRequest({ ...request, rawHeaders: many }, "/x", nobody).authorization;
  };
  expect(authorizationOf(null)).toBe(MALFORMED);
  expect(authorizationOf(0)).toBe("a");
  expect(authorizationOf(2_000)).toBe("a");
});
