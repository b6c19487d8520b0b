import type { ApiChoice, Permissions } from "../permissions/access.js";

export interface SnippetInput {
  /** The gateway's address, without a slash at the end. */
  gatewayUrl: string;
  /** A path with nothing left to fill in. */
  path: string;
  apiKey: string;
  /** The token's text; null where it can't be known any more: the snippet then reads it from the environment. */
  token: string | null;
}

/** A path that only reads, needs no parameter but the account's sid and that the key may call; null when there is none. */
export function samplePath(apis: readonly ApiChoice[], sid: string, permissions: Permissions): string | null {
  for (const api of apis) {
    const whole = permissions.scope === "ALL_APIS" || permissions.codes.includes(api.code);
    for (const { code, method, path } of api.operations) {
      const filled = path.replaceAll("{sid}", sid);
      if (method === "GET" && !filled.includes("{") && (whole || permissions.codes.includes(code)))
        return filled;
    }
  }
  return null;
}

/** Stands where the token's text can't be known. */
const PASTED = "paste the token here";

export interface Snippet {
  name: string;
  write: (input: SnippetInput) => string;
  /** What to paste into the shell first, where the snippet reads the pair from the environment. */
  prepare?: (input: SnippetInput) => string;
}

export const SNIPPETS: readonly [Snippet, ...Snippet[]] = [
  { name: "curl", write: curl },
  { name: ".env", write: dotEnv },
  { name: "Node.js", write: node, prepare: exportPair },
  { name: "Python", write: python, prepare: exportPair },
];

/** To paste into a shell. */
export function curl({ gatewayUrl, path, apiKey, token }: SnippetInput): string {
  const call = `'${gatewayUrl}${path}'`;
  if (token !== null) return `curl -u '${apiKey}:${token}' \\\n  ${call}`;
  return `export LATCHKEY_TOKEN='${PASTED}'\ncurl -u "${apiKey}:$LATCHKEY_TOKEN" \\\n  ${call}`;
}

function dotEnv({ apiKey, token }: SnippetInput): string {
  return `LATCHKEY_KEY=${apiKey}\nLATCHKEY_TOKEN=${token ?? PASTED}`;
}

/** Sets both variables in a shell, for the programs that it starts. */
export function exportPair({ apiKey, token }: SnippetInput): string {
  return `export LATCHKEY_KEY='${apiKey}'\nexport LATCHKEY_TOKEN='${token ?? PASTED}'`;
}

/** Reads the pair from the environment, so that no token ends in a source file. */
export function node({ gatewayUrl, path }: SnippetInput): string {
  return [
    "const { LATCHKEY_KEY, LATCHKEY_TOKEN } = process.env;",
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the snippet's own template
    'const pair = Buffer.from(`${LATCHKEY_KEY}:${LATCHKEY_TOKEN}`).toString("base64");',
    `const response = await fetch("${gatewayUrl}${path}", {`,
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the same
    "  headers: { authorization: `Basic ${pair}` },",
    "});",
    "console.log(response.status, await response.text());",
  ].join("\n");
}

export function python({ gatewayUrl, path }: SnippetInput): string {
  return [
    "import base64, os, urllib.request",
    "pair = f\"{os.environ['LATCHKEY_KEY']}:{os.environ['LATCHKEY_TOKEN']}\"",
    `request = urllib.request.Request("${gatewayUrl}${path}")`,
    'request.add_header("Authorization", "Basic " + base64.b64encode(pair.encode()).decode())',
    "print(urllib.request.urlopen(request).read().decode())",
  ].join("\n");
}
