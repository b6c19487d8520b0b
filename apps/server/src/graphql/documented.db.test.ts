import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parse, print } from "graphql";
import { afterAll, beforeAll, expect, it } from "vitest";
import { Role } from "../accounts/member.entity.js";
import { UsageMinute } from "../usage/usage-minute.entity.js";
import { createWorld, type Who, type World } from "./testing/world.js";

/** The GraphQL documents of a page, in their order. */
function documentsOf(page: string): string[] {
  const text = readFileSync(fileURLToPath(new URL(`../../../../docs/${page}`, import.meta.url)), "utf8");
  const blocks = text.matchAll(/^```graphql\n(.*?)^```$/gms);
  return [...blocks].flatMap(([, block = ""]) => parse(block).definitions.map(print));
}

let world: World;
let keyId: string;
let requestId: string;
beforeAll(async () => {
  world = await createWorld();
  // Soon after the month that is billed.
  world.clock.at = Date.parse("2026-12-02T00:00:00Z");
  keyId = (await world.act(Role.OWNER, "createApiKey", { name: "Billing" })).apiKey.id;
  const asked = { api: "voice", limit: 300, reason: "More calls" };
  requestId = (await world.act(Role.OWNER, "requestThrottleLimit", asked, "throttleRequest { id }"))
    .throttleRequest.id;
});
afterAll(() => world.close());

it.each<[string, (document: string) => Who]>([
  [
    "throttle-requests.md",
    (document) => (/approve|throttleRequests/.test(document) ? "operator" : Role.OWNER),
  ],
  ["automation.md", () => "writing key"],
  ["your-systems.md", (document) => (/^mutation|accounts/.test(document) ? "operator" : "writing key")],
])("what %s shows is carried out as it stands there", async (page, who) => {
  const documents = documentsOf(page);
  expect(documents.length).toBeGreaterThan(0);
  for (const document of documents) {
    const query = document.replace('"key_…"', `"${keyId}"`).replace('"…"', `"${requestId}"`);
    const { data, errors } = await world.ask(who(document), query);
    expect(errors).toEqual([]);
    for (const given of Object.values<{ errors?: unknown[] }>(data)) expect(given.errors ?? []).toEqual([]);
    // The next page asks for the same.
    const waiting = data.requestThrottleLimit?.throttleRequest.id;
    if (waiting) await world.act(Role.OWNER, "withdrawThrottleRequest", { id: waiting });
  }
});

it("the bill in your-systems.md has the allowed calls of its month, by account and operation", async () => {
  const { database } = world;
  const called = async (day: string, row: Partial<UsageMinute>) => {
    const at = new Date(`${day}T00:00:00Z`);
    const minute = { apiKeyId: keyId, minute: at.getTime() / 60_000, tokenId: "", address: "", lastAt: at };
    await database.write((manager) => manager.insert(UsageMinute, { ...minute, outcome: "ALLOWED", ...row }));
  };
  await called("2026-10-31", { operation: "sms.send", calls: 1 });
  await called("2026-11-01", { operation: "sms.send", calls: 20 });
  await called("2026-11-30", { operation: "sms.send", calls: 300 });
  await called("2026-11-30", { operation: "voice.calls.list", calls: 4_000 });
  await called("2026-11-30", { operation: "sms.send", outcome: "THROTTLED", calls: 50_000 });
  await called("2026-11-30", { operation: "access-control.read", calls: 600_000 });
  await called("2026-12-01", { operation: "sms.send", calls: 7_000_000 });
  const bill = documentsOf("your-systems.md").find((document) => document.startsWith("query Bills")) ?? "";
  const { data } = await world.ask("operator", bill);
  expect(data.accounts.nodes).toContainEqual({ sid: "beta", usage: { byOperation: [] } });
  expect(data.accounts.nodes).toContainEqual({
    sid: "alpha",
    usage: {
      byOperation: [
        { operation: "access-control.read", allowed: 600_000 },
        { operation: "sms.send", allowed: 320 },
        { operation: "voice.calls.list", allowed: 4_000 },
      ],
    },
  });
});
