import { parseAddress } from "@latchkey/enforcement";

/** A call as the form holds it; an empty address is an unknown one. */
export interface Call {
  method: string;
  path: string;
  address: string;
}

export function sameCall(a: Call, b: Call): boolean {
  return a.method === b.method && a.path === b.path && a.address === b.address;
}

export const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"];

/** The call that was typed, as it is asked about. Its query takes no part in the decision, and may hold what belongs in no address of a page. */
export function callToAsk({ method, path, address }: Call): Call {
  return { method, path: path.trim().replace(/\?.*$/s, ""), address: address.trim() };
}

/** What keeps a call from being asked about, a sentence for each field; empty when nothing does. */
export function callProblems({ path, address }: Call): Record<string, string> {
  return {
    ...(!path.trim().startsWith("/") && {
      path: "Give the path from its first slash on, without the gateway's address.",
    }),
    ...(address.trim() !== "" &&
      !parseAddress(address.trim()) && {
        address: "Not an IPv4 or IPv6 address. Leave it empty where it is unknown.",
      }),
  };
}
