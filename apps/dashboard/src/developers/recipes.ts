import { exportPair } from "../keys/snippet.js";
import type { Code } from "../ui/code-tabs.js";

/** Something that scripts do with the management API. */
export interface Recipe {
  name: string;
  /** Without a single quote, so that a shell takes it as it is. */
  document: string;
}

export const RECIPES: readonly [Recipe, ...Recipe[]] = [
  {
    name: "List the keys",
    document: "{ account { apiKeys(first: 25) { nodes { id name key status lastUsedAt } } } }",
  },
  {
    name: "Make a key",
    document:
      'mutation { createApiKey(input: {name: "Made by a script"}) { apiKey { id key } token errors { code message path } } }',
  },
  {
    name: "See the limits",
    document: "{ account { throttleLimits { api { code } limit windowSeconds used peak throttled } } }",
  },
];

/** A recipe in each language; the pair is read from the environment, so that no token ends in a source file. */
export function recipeCodes({ document }: Recipe, endpoint: string): readonly [Code, ...Code[]] {
  const before = exportPair({ gatewayUrl: "", path: "", apiKey: "paste the key here", token: null });
  return [
    { name: "curl", before, text: curl(document, endpoint) },
    { name: "Node.js", before, text: node(document, endpoint) },
    { name: "Python", before, text: python(document, endpoint) },
  ];
}

function curl(query: string, endpoint: string): string {
  return [
    `curl -u "$LATCHKEY_KEY:$LATCHKEY_TOKEN" '${endpoint}' \\`,
    "  -H 'Content-Type: application/json' \\",
    `  -d '${JSON.stringify({ query })}'`,
  ].join("\n");
}

function node(query: string, endpoint: string): string {
  return [
    "const { LATCHKEY_KEY, LATCHKEY_TOKEN } = process.env;",
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the snippet's own template
    'const pair = Buffer.from(`${LATCHKEY_KEY}:${LATCHKEY_TOKEN}`).toString("base64");',
    `const query = ${JSON.stringify(query)};`,
    `const response = await fetch("${endpoint}", {`,
    '  method: "POST",',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the same
    '  headers: { authorization: `Basic ${pair}`, "content-type": "application/json" },',
    "  body: JSON.stringify({ query }),",
    "});",
    "console.log(JSON.stringify(await response.json()));",
  ].join("\n");
}

function python(query: string, endpoint: string): string {
  return [
    "import base64, json, os, urllib.request",
    "pair = f\"{os.environ['LATCHKEY_KEY']}:{os.environ['LATCHKEY_TOKEN']}\"",
    `query = ${JSON.stringify(query)}`,
    `request = urllib.request.Request("${endpoint}", json.dumps({"query": query}).encode())`,
    'request.add_header("Authorization", "Basic " + base64.b64encode(pair.encode()).decode())',
    'request.add_header("Content-Type", "application/json")',
    "print(urllib.request.urlopen(request).read().decode())",
  ].join("\n");
}
