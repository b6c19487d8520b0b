import type { Page } from "@playwright/test";
import { CALLS, type Pair, SMS } from "../support/calls.js";
import { graphql } from "../support/graphql.js";
import type { Installation } from "../support/installation.js";

/** An account some weeks into its life, as its owner and an operator have it before them. */
export interface Scene {
  /** Ids of keys and of requests, by what they are about. */
  keys: Record<"billing" | "crm" | "sms" | "office" | "unused" | "disabled" | "long", string>;
  requests: Record<"pending" | "approved" | "declined" | "withdrawn", string>;
}

const BALANCE = "/v1/Accounts/demo/Balance";
const LISTS = "/v2/accounts/demo/lists";

interface MadeKey {
  id: string;
  pair: Pair;
}

/** Makes keys of every kind, old tokens, denied and throttled calls, and requests in every state. */
export async function makeScene(owner: Page, operator: Page, { proxy }: Installation): Promise<Scene> {
  const billing = await makeKey(owner, {
    name: "Production billing",
    note: "Invoices and dunning, eu-west-1; ask the billing team.",
    labels: ["billing", "critical"],
  });
  const crm = await makeKey(owner, {
    name: "CRM synchronisation",
    note: "Nightly, from the CRM's own servers.",
  });
  const sms = await makeKey(owner, {
    name: "One-time passwords",
    labels: ["login"],
    permissions: { scope: "SELECTED_APIS", codes: ["sms"] },
  });
  const office = await makeKey(owner, {
    name: "Support desk",
    environment: "TEST",
    allowlist: {
      scope: "ALLOWLIST_ONLY",
      entries: [
        { cidr: "203.0.113.0/24", note: "Office in Bengaluru" },
        { cidr: "2001:db8:1::/48", note: "Office in Bengaluru, IPv6" },
        { cidr: "198.51.100.7/32", note: null },
      ],
    },
  });
  const unused = await makeKey(owner, { name: "Data warehouse", environment: "TEST" });
  const disabled = await makeKey(owner, { name: "Old shop" });
  await act(owner, "disableApiKey", { id: disabled.id });
  const long = await makeKey(owner, {
    name: "A key with a name of a hundred characters, which no screen is wide enough to show in a single line",
    note: "https://wiki.example.com/integrations/telephony/contact-centre/keys-and-tokens/who-has-which-and-why?page=12",
    labels: ["eu-west-1", "kubernetes", "team-telephony", "reviewed-2026-03"],
  });
  await reached(proxy, long.pair);

  await call(proxy, billing.pair, "198.51.100.7", [CALLS, 40], [BALANCE, 12]);
  // With `effect` it is answered when the gateway knows the new token: else calls with it were denied.
  const { token } = await act(owner, "regenerateToken", { id: crm.id }, "token effect { confirmed }");
  await call(proxy, crm.pair, "203.0.113.9", [CALLS, 14]);
  await call(proxy, { ...crm.pair, token }, "203.0.113.10", [CALLS, 31]);
  await call(proxy, sms.pair, "192.0.2.44", [CALLS, 6]);
  for (let index = 0; index < 25; index++) await send(proxy, sms.pair, SMS, "192.0.2.44", "POST");
  await call(proxy, office.pair, "203.0.113.80", [CALLS, 5]);
  await call(proxy, office.pair, "192.0.2.200", [CALLS, 3]);
  await call(proxy, billing.pair, "198.51.100.8", [LISTS, 33]);
  await call(proxy, billing.pair, "198.51.100.8", ["/v1/Accounts/demo/Nothing", 2]);
  await new Promise((resolve) => setTimeout(resolve, 2_500));

  const approved = await ask(owner, "sms", 600, "One-time passwords for the festival season.");
  await act(operator, "approveThrottleRequest", {
    id: approved,
    grantedLimit: 500,
    validUntil: new Date(Date.now() + 30 * 86_400_000).toISOString(),
    note: "Until the season is over; tell us if the peaks stay.",
  });
  const declined = await ask(owner, "voice", 5_000, "We plan a large campaign.");
  await act(operator, "declineThrottleRequest", {
    id: declined,
    note: "Your peak is 40 of 200. Ask again when it is above 150.",
  });
  const withdrawn = await ask(owner, "links", 900, "Short links in every message.");
  await act(owner, "withdrawThrottleRequest", { id: withdrawn });
  const pending = await ask(
    owner,
    "campaigns",
    90,
    "The spring campaign has three times as many people, and calls are throttled every morning at nine.",
  );
  await ask(owner, "exophones", 120, "We move our numbers.");
  return {
    keys: {
      billing: billing.id,
      crm: crm.id,
      sms: sms.id,
      office: office.id,
      unused: unused.id,
      disabled: disabled.id,
      long: long.id,
    },
    requests: { pending, approved, declined, withdrawn },
  };
}

// biome-ignore lint/suspicious/noExplicitAny: each caller knows what it has asked for
async function act(page: Page, mutation: string, input: object, selection = ""): Promise<any> {
  const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`.replace(
    /^(Enable|Disable)ApiKeyInput$/,
    "ApiKeyActionInput",
  );
  const named = type === "WithdrawThrottleRequestInput" ? "ThrottleRequestActionInput" : type;
  const query = `mutation ($input: ${named}!) { ${mutation}(input: $input) { ${selection} errors { code path } } }`;
  const { data, errors } = await graphql(page, query, { input });
  const refused = errors ?? data[mutation].errors;
  if (refused.length > 0) throw new Error(`${mutation}: ${JSON.stringify(refused)}`);
  return data[mutation];
}

async function makeKey(owner: Page, input: object): Promise<MadeKey> {
  const { apiKey, token } = await act(owner, "createApiKey", input, "token apiKey { id key }");
  return { id: apiKey.id, pair: { key: apiKey.key, token } };
}

async function ask(page: Page, api: string, limit: number, reason: string): Promise<string> {
  const { throttleRequest } = await act(
    page,
    "requestThrottleLimit",
    { api, limit, reason },
    "throttleRequest { id }",
  );
  return throttleRequest.id;
}

/** Calls paths, each so many times, from an address as a trusted proxy tells it. */
async function call(
  proxy: string,
  pair: Pair,
  from: string,
  ...calls: [path: string, times: number][]
): Promise<void> {
  for (const [path, times] of calls)
    for (let index = 0; index < times; index++) await send(proxy, pair, path, from);
}

async function send(proxy: string, pair: Pair, path: string, from: string, method = "GET"): Promise<number> {
  const authorization = `Basic ${Buffer.from(`${pair.key}:${pair.token}`).toString("base64")}`;
  const answer = await fetch(proxy + path, { method, headers: { authorization, "x-forwarded-for": from } });
  await answer.text();
  return answer.status;
}

/** Until the gateway knows a pair. */
async function reached(proxy: string, pair: Pair): Promise<void> {
  while ((await send(proxy, pair, BALANCE, "198.51.100.7")) !== 200)
    await new Promise((resolve) => setTimeout(resolve, 50));
}
