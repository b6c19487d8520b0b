import type { FastifyInstance, FastifyRequest } from "fastify";

/** The origins whose pages may use a session: the public one, and both loopback names of the server's port. */
export function trustedOrigins(publicUrl: string, port: number): string[] {
  return [...new Set([publicUrl, `http://localhost:${port}`, `http://127.0.0.1:${port}`])];
}

/** Refuses, before anything of it runs, what a page of another origin sends: it could come with somebody's cookie. */
export function refuseForeign(app: FastifyInstance, trusted: readonly string[]): void {
  app.addHook("onRequest", async (request, reply) => {
    if (request.method === "GET" || request.method === "HEAD" || !isForeign(request, trusted)) return;
    const errors = [{ message: "This origin is not trusted.", extensions: { code: "FORBIDDEN" } }];
    await reply
      .code(403)
      .header("cache-control", "no-store")
      .send({ message: "This origin is not trusted.", errors });
  });
}

/** By what browsers add: other programs send neither header, or one that they choose. */
function isForeign({ headers }: FastifyRequest, trusted: readonly string[]): boolean {
  if (headers.origin !== undefined) return !trusted.includes(headers.origin);
  return headers["sec-fetch-site"] === "cross-site";
}
