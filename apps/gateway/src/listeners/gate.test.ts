import { pino } from "pino";
import { expect, test } from "vitest";
import { Metrics } from "../ops/metrics.js";
import { readyStatus } from "../testing/gate.js";
import { Gate } from "./gate.js";

test("when deciding fails, nothing is allowed, and the log holds no credentials", () => {
  const lines: string[] = [];
  const logger = pino({}, { write: (line: string) => void lines.push(line) });
  const enforcer = {
    decide: () => {
      throw new Error("broken");
    },
  };
  const gate = new Gate({ enforcer, metrics: new Metrics(readyStatus), logger, supportEmail: null });
  const request = { authorization: "Basic c2VjcmV0OnRva2Vu", method: "GET", path: "/x", clientAddress: null };
  const { decision, context } = gate.ask("proxy", request);
  expect(decision).toMatchObject({ allowed: false, reason: "UNAVAILABLE" });
  expect(lines.join()).toContain(context.requestId);
  expect(lines.join()).not.toContain("c2VjcmV0");
});
