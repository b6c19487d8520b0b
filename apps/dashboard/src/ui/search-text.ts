import { findTokenHint } from "@latchkey/enforcement";

/**
 * What is searched for where this was typed or pasted. Of a token, or of a line that holds one, it is how the token begins: that finds its
 * key, and the token itself comes into no address, cache or request.
 */
export function searchText(typed: string): string {
  return findTokenHint(typed) ?? typed;
}
