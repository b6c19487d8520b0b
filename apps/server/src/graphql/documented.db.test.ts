import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parse, print } from "graphql";
import { afterAll, beforeAll, expect, it } from "vitest";
import { Role } from "../accounts/member.entity.js";
import { createWorld, type Who, type World } from "./testing/world.js";

/** The GraphQL documents of a page, in their order. */
function documentsOf(page: string): string[] {
  const text = readFileSync(fileURLToPath(new URL(`../../../../docs/${page}`, import.meta.url)), "utf8");
  const blocks = [...text.matchAll(/^```graphql\n(.*?)^```$/gms)].map(([, block = ""]) => block);
  return blocks.flatMap((block) => parse(block).definitions.map(print));
}

let world: World;
let keyId: string;
let requestId: string;
beforeAll(async () => {
  world = await createWorld();
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
  ["signing-in.md", () => "operator"],
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
