import { readFileSync } from "node:fs";
import type { RawAnswer } from "@latchkey/enforcer/testing";
import { describe, expect, test } from "vitest";
import { CALLS } from "./real-gateway.js";

export type Call = (method: string, target: string, authorization: string | null) => Promise<RawAnswer>;

interface Published {
  paths: { why: string; path: string; segments: string[] | null }[];
  basic: { why: string; authorization: string }[];
}

function readVectors<Name extends keyof Published>(name: Name): Published[Name] {
  const file = new URL(import.meta.resolve(`@latchkey/enforcement/vectors/${name}.json`));
  return JSON.parse(readFileSync(file, "utf8")).vectors;
}

/**
 * Holds what stands in front of the gateway to the published vectors. `call` sends the target as the bytes that it is;
 * `all`: an Authorization header that may call everything.
 */
export function describePublishedVectors(call: Call, all: () => string): void {
  describe("the published paths", () => {
    test.each(readVectors("paths"))("$path: $why", async ({ path, segments }) => {
      const { status, headers, body } = await call("GET", path, all());
      if (segments?.join("/") === CALLS.slice(1)) {
        expect(status).toBe(200);
        expect(JSON.parse(body).url).toBe(path);
        return;
      }
      if (segments !== null && /^[!-~]+$/.test(path)) {
        expect([status, headers.get("x-latchkey-reason")]).toEqual([403, "UNKNOWN_API"]);
        return;
      }
      // What the parser in front refuses never gets to us; a bare line feed makes a request of HTTP/0.9, without credentials.
      expect([0, 400, 403]).toContain(status);
      if (status === 0) expect(JSON.parse(body)).toMatchObject({ reason: "UNAUTHENTICATED" });
      if (status === 403) expect(headers.get("x-latchkey-reason")).toBe("AMBIGUOUS_PATH");
    });
  });

  describe("the published Basic headers", () => {
    test.each(readVectors("basic"))("$why", async ({ authorization }) => {
      // No key of theirs exists here: whether they can be read or not, they open nothing.
      const { status } = await call("GET", CALLS, authorization);
      expect([400, 401]).toContain(status);
    });
  });
}
