import type { AccessRequest } from "@latchkey/enforcement";

const STRING_LITERAL = /"(?:[^"\\]|\\.)*"/g;
const MEMBERS = 4;

/**
 * Reads what the decision listener is asked: UTF-8 text of one JSON object with exactly the four members of `AccessRequest`, each
 * once. Null when it is anything else.
 */
export function parseDecisionRequest(body: Uint8Array): AccessRequest | null {
  let text: string;
  let value: unknown;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(body);
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
  if (Object.keys(value).length !== MEMBERS || hasDoubledMember(text)) return null;
  const { authorization, method, path, clientAddress } = value as Record<string, unknown>;
  if (!isTextOrNull(authorization) || !isTextOrNull(clientAddress)) return null;
  if (typeof method !== "string" || typeof path !== "string") return null;
  return { authorization, method, path, clientAddress };
}

/** `JSON.parse` keeps the last of two members of one name: between two values there is no choice. Outside strings, each colon is a member. */
function hasDoubledMember(json: string): boolean {
  return json.replace(STRING_LITERAL, "").split(":").length - 1 !== MEMBERS;
}

function isTextOrNull(value: unknown): value is string | null {
  return value === null || typeof value === "string";
}
