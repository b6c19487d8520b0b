import { setImmediate as immediate } from "node:timers/promises";
import { unavailable } from "@latchkey/enforcement";
import { pino } from "pino";
import { expect, test } from "vitest";
import { Metrics } from "../ops/metrics.js";
import { readyStatus, silent, testGate } from "../testing/gate.js";
import { Gate, type Judged } from "./gate.js";

const failures = {
  "at once": () => {
    throw new Error("broken");
  },
  later: () => Promise.reject(new Error("broken")),
};

const request = {
  authorization: "Basic c2VjcmV0OnRva2Vu",
  method: "GET",
  path: "/x",
  clientAddress: null,
};

test.each(Object.entries(failures))(
  "when deciding fails %s, nothing is allowed, and the log holds no credentials",
  async (_, decide) => {
    const lines: string[] = [];
    const logger = pino({}, { write: (line: string) => void lines.push(line) });
    const gate = new Gate({
      enforcer: { decide },
      metrics: new Metrics(readyStatus),
      logger,
      supportEmail: null,
    });
    const { decision, context } = await new Promise<Judged>((resolve) => gate.ask("proxy", request, resolve));
    expect(decision).toMatchObject({ allowed: false, reason: "UNAVAILABLE" });
    expect(lines.join()).toContain(context.requestId);
    expect(lines.join()).not.toContain("c2VjcmV0");
  },
);

test("an answer that cannot be written is UNAVAILABLE, and ends nothing", async () => {
  const { enforcer, metrics, all } = testGate();
  const gate = new Gate({ enforcer, metrics, logger: silent, supportEmail: null });
  const said: unknown[] = [];
  const question = { ...request, authorization: all.basic, path: "/v1/Accounts/demo/Calls" };
  gate.ask("proxy", question, ({ decision }) => {
    said.push(decision.allowed || decision.reason);
    if (decision.allowed) throw new TypeError("Invalid character in header content");
  });
  await immediate();
  expect(said).toEqual([true, "UNAVAILABLE"]);
});

test("what is asked in one turn is decided before any of it is answered, in the order asked", async () => {
  const happened: string[] = [];
  const enforcer = {
    decide: ({ path }: typeof request) => {
      happened.push(`decided ${path}`);
      return unavailable();
    },
  };
  const gate = new Gate({ enforcer, metrics: new Metrics(readyStatus), logger: silent, supportEmail: null });
  for (const path of ["/1", "/2"]) {
    gate.ask("proxy", { ...request, path }, () => {
      happened.push(`answered ${path}`);
    });
  }
  expect(happened).toEqual([]);
  await immediate();
  expect(happened).toEqual(["decided /1", "decided /2", "answered /1", "answered /2"]);
});
