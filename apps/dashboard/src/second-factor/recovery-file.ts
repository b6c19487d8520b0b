/** What is saved of the codes: the codes, and what they are for, for whoever finds the file years later. */
export function recoveryFile(codes: readonly string[], email: string | null, host: string): string {
  const whose = email ? ` as ${email}` : "";
  return [
    `Recovery codes for signing in to Latchkey at ${host}${whose}.`,
    "Each works once, in the place of a code from the authenticator app.",
    "",
    ...codes,
    "",
  ].join("\n");
}
