/** The address of the sign-in page. */
export interface SignInSearch {
  /** The path of this site to open once signed in. Left out: the start. */
  next?: string;
}

const SITE = "https://site.invalid";

/** Reads it from the address; a `next` that a browser would take for another site's is left out. */
export function parseSignInSearch({ next }: Record<string, unknown>): SignInSearch {
  const isPath = typeof next === "string" && next.startsWith("/") && URL.canParse(next, SITE);
  return isPath && new URL(next, SITE).origin === SITE ? { next } : {};
}
