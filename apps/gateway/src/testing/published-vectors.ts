import { pairOf, readVectors } from "@latchkey/enforcement/testing";
import { bytes, type RawAnswer, trimmed } from "@latchkey/enforcer/testing";
import { describe, expect, test } from "vitest";
import { CALLS } from "./real-gateway.js";

type Call = (method: string, target: string, authorization: string | null) => Promise<RawAnswer>;

/**
 * Checks a proxy in front of the gateway by the published vectors: every path that is not refused must reach the upstream as it was judged,
 * and every Authorization header with a valid pair must be let in.
 * @param call sends the target byte for byte as it is
 * @param all gives an Authorization header that may call everything
 */
export function describePublishedVectors(call: Call, all: () => string): void {
  describe("the published paths", () => {
    test.each(readVectors("paths").vectors)("$path: $why", async ({ path, segments }) => {
      const { status, headers, body } = await call("GET", path, all());
      if (segments !== null && /^[!-~]+$/.test(path)) {
        expect(status).toBe(200);
        const operation =
          segments.join("/") === CALLS.slice(1) ? "voice.calls.list" : `any.${segments.length}`;
        const { url, headers: arrived } = JSON.parse(body);
        expect(url).toBe(path);
        expect(Object.fromEntries(arrived)).toMatchObject({ "x-latchkey-operation": operation });
        return;
      }
      // What the parser in front refuses never gets to us; a bare line feed makes a request of HTTP/0.9, without credentials.
      expect([0, 400, 403]).toContain(status);
      if (status === 0) expect(JSON.parse(body)).toMatchObject({ reason: "UNAUTHENTICATED" });
      if (status === 403) expect(headers.get("x-latchkey-reason")).toBe("AMBIGUOUS_PATH");
    });
  });

  describe("the published Basic headers", () => {
    test.each(readVectors("basic").vectors)("$why", async ({ authorization }) => {
      const { status, body } = await call("GET", CALLS, bytes(authorization));
      // A line break ends the header or folds it: what arrives is another one, which is judged as it is.
      if (/[\r\n]/.test(authorization)) return expect([200, 400, 401]).toContain(status);
      const pair = pairOf(trimmed(authorization));
      if (pair === null) return expect([400, 401]).toContain(status);
      expect(status).toBe(200);
      expect(Object.fromEntries(JSON.parse(body).headers)).toMatchObject({ "x-latchkey-key": pair.key });
    });
  });
}
