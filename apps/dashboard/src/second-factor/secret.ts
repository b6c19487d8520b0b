/** The secret in an authenticator app's address (`otpauth://totp/…?secret=…`); null where there is none. */
export function secretOf(totpUri: string): string | null {
  const url = URL.canParse(totpUri) ? new URL(totpUri) : null;
  return (url?.protocol === "otpauth:" && url.searchParams.get("secret")) || null;
}

/** The text in groups of four, which can be typed without losing one's place. */
export function inFours(text: string): string {
  return text.match(/.{1,4}/g)?.join(" ") ?? "";
}
