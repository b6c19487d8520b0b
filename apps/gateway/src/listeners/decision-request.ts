import type { AccessRequest } from "@latchkey/enforcement";

const STRING_LITERAL = /"(?:[^"\\]|\\.)*"/g;
const MEMBERS = 4;

/**
 * Reads the body of a question to the decision listener: one JSON object in UTF-8 with exactly the four members of `AccessRequest`, each
 * once. Null for anything else.
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

/** Counts members: outside strings, each has one colon. Of two with one name `JSON.parse` keeps the last, but which was meant is unknown. */
function hasDoubledMember(json: string): boolean {
  return json.replace(STRING_LITERAL, "").split(":").length - 1 !== MEMBERS;
}

function isTextOrNull(value: unknown): value is string | null {
  return value === null || typeof value === "string";
}
