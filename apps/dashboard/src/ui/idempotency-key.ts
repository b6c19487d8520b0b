/** A text that was never given before. Not by `crypto.randomUUID`, which browsers have only for pages that came by TLS or from this machine. */
export function newIdempotencyKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
