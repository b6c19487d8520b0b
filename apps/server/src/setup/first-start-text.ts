import type { FirstPassword } from "./first-secrets.js";
import type { FirstStart } from "./first-start.js";

/** What people need after the first start, and can't be told again. @param call what can be called with the pair; null: not known */
export function firstStartText(first: FirstStart, publicUrl: string, call: string | null): string {
  const { ownerPassword, operatorPassword } = first.secrets;
  const { key, token } = first.secrets.pair;
  const rows = [
    ["Dashboard", publicUrl],
    ["Owner", signIn(first.ownerEmail, ownerPassword, "SETUP_OWNER_PASSWORD")],
    ["Operator", signIn(first.operatorEmail, operatorPassword, "SETUP_OPERATOR_PASSWORD")],
    ["API key", key],
    ["Token", token],
    ...(call === null ? [] : [["Try it", `curl -u ${key}:${token} ${call}`]]),
  ];
  const table = rows.map(([name = "", text]) => `  ${name.padEnd(11)}${text}\n`).join("");
  return `\nLatchkey's first start. This is shown once: keep it somewhere safe.\n\n${table}\n`;
}

function signIn(email: string, { text, made }: FirstPassword, variable: string): string {
  return made ? `${email}  ${text}` : `${email}  (the password in ${variable})`;
}
