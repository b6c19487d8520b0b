/** What a code is read from: the authenticator app, or the list of recovery codes. */
export type Method = "app" | "recovery";

const SHAPES: Record<Method, RegExp> = { app: /^\d{6}$/, recovery: /^[\dA-Za-z]{5}-[\dA-Za-z]{5}$/ };

/** The code as the server wants it: without what people put in to read it better. */
export function tidyCode(method: Method, typed: string): string {
  const code = typed.replaceAll(/\s/g, "");
  return method === "recovery" ? code.replace(/^(\w{5})(\w{5})$/, "$1-$2") : code;
}

/** Which of them was typed where either may be: what has six digits is of the app. */
export function methodOf(typed: string): Method {
  return SHAPES.app.test(tidyCode("app", typed)) ? "app" : "recovery";
}

/** Why this can't be a code; null where it can. */
export function codeShapeProblem(method: Method, code: string): string | null {
  if (SHAPES[method].test(code)) return null;
  return method === "app"
    ? "The code has 6 digits."
    : "A recovery code has twice 5 letters and digits, with a hyphen between.";
}
