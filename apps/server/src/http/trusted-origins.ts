/** The origins whose pages may use a session: the public one, and both loopback names of the server's port. */
export function trustedOrigins(publicUrl: string, port: number): string[] {
  return [...new Set([publicUrl, `http://localhost:${port}`, `http://127.0.0.1:${port}`])];
}
