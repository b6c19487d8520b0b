// Rotates the token of an API key from a pipeline, in two steps that may lie days apart:
//
//   node rotate.js issue "Billing"    prints a new token, and nothing else, on standard output; the old one goes on working
//   node rotate.js end "Billing"      ends the old token once nobody has used it for HOURS; while somebody has, ends with 2
//
// LATCHKEY_URL is the server, LATCHKEY_KEY and LATCHKEY_TOKEN are a pair that was granted access-control. RUN_ID names the run of the
// pipeline, so that a step which is tried again changes nothing twice. HOURS is 24 if left out, and 2,160 at most.

const {
  LATCHKEY_URL = "http://localhost:4000",
  LATCHKEY_KEY,
  LATCHKEY_TOKEN,
  RUN_ID,
  HOURS = "24",
} = process.env;
const authorization = `Basic ${Buffer.from(`${LATCHKEY_KEY}:${LATCHKEY_TOKEN}`).toString("base64")}`;

/** Asks once more, after as long as the server says, where it was too busy or away. */
async function ask(query, variables, tries = 5) {
  const response = await fetch(`${LATCHKEY_URL.replace(/\/$/, "")}/graphql`, {
    method: "POST",
    headers: { authorization, "content-type": "application/json" },
    body: JSON.stringify({ query, variables }),
  });
  if ([429, 502, 503].includes(response.status) && tries > 1) {
    const seconds = Number(response.headers.get("retry-after") ?? 2);
    await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
    return ask(query, variables, tries - 1);
  }
  const { data, errors } = await response.json().catch(() => ({}));
  // Nothing was done: the pair, its permissions, the document, or an id that is none.
  if (errors) {
    const { message, extensions } = errors[0];
    throw new Error(`${extensions.code}: ${message} (request ${response.headers.get("x-request-id")})`);
  }
  if (!data) throw new Error(`${LATCHKEY_URL} answered ${response.status}, which is no answer of the API`);
  return data;
}

/** A mutation answers 200 also where it changed nothing: then its `errors` say why. */
async function change(name, type, input) {
  const document = `mutation ($input: ${type}!) {
    result: ${name}(input: $input) {
      ${type === "RegenerateTokenInput" ? "token" : ""} effect { gateways confirmed } errors { code message }
    }
  }`;
  const { result } = await ask(document, { input });
  if (result.errors.length > 0) throw new Error(`${result.errors[0].code}: ${result.errors[0].message}`);
  const { effect } = result;
  // It is done: the database went away before it could tell more.
  if (effect === null) console.error("the gateways follow within their lease");
  else if (effect.confirmed < effect.gateways)
    console.error(
      `${effect.gateways - effect.confirmed} of ${effect.gateways} gateways follow within their lease`,
    );
  return result;
}

/** At most one key of an account has a name. */
async function keyCalled(name) {
  const { account } = await ask(
    `query ($name: String!, $hours: Int!) {
      account {
        apiKeys(name: $name) {
          nodes { id version tokens { status uses(hours: $hours) lastUsedAt lastUsedAddress lastUsedOperation } }
        }
      }
    }`,
    { name, hours: Number(HOURS) },
  );
  const [key] = account.apiKeys.nodes;
  if (!key) throw new Error(`there is no key "${name}"`);
  return key;
}

const steps = {
  async issue({ id, version }) {
    const once = RUN_ID ? { idempotencyKey: `rotate-${RUN_ID}-${id}` } : { expectedVersion: version };
    const { token } = await change("regenerateToken", "RegenerateTokenInput", { id, ...once });
    process.stdout.write(`${token}\n`);
  },
  async end({ id, version, tokens }) {
    const old = tokens.find(({ status }) => status === "RETIRING");
    if (!old) return console.error("no old token works any more");
    if (old.uses > 0) {
      const called = old.lastUsedOperation ? ` for ${old.lastUsedOperation}` : "";
      const last = `last at ${old.lastUsedAt} from ${old.lastUsedAddress}${called}`;
      console.error(`the old token is still in use: ${old.uses} calls in ${HOURS} hours, ${last}`);
      process.exitCode = 2;
      return;
    }
    await change("deleteRetiringToken", "ApiKeyActionInput", { id, expectedVersion: version });
    console.error("the old token has ended");
  },
};

const [step, name] = process.argv.slice(2);
try {
  if (!Object.hasOwn(steps, step) || !name) throw new Error('say issue "NAME" or end "NAME"');
  await steps[step](await keyCalled(name));
} catch (error) {
  console.error(error.cause ? `${LATCHKEY_URL} can't be reached: ${error.cause.message}` : error.message);
  process.exitCode = 1;
}
