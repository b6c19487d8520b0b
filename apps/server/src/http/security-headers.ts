import type { FastifyReply, FastifyRequest } from "fastify";
import helmet from "helmet";

/** Sets on an answer what a browser may do with our pages: run our own scripts, and nothing else. */
export function securityHeaders(publicUrl: string): (request: FastifyRequest, reply: FastifyReply) => void {
  const https = publicUrl.startsWith("https:");
  const set = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        // The component library sets sizes and colours by style attributes.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", "data:"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    frameguard: { action: "deny" },
    referrerPolicy: { policy: "same-origin" },
    hsts: https ? { maxAge: 31_536_000 } : false,
  });
  return (request, reply) =>
    set(request.raw, reply.raw, (error?: unknown) => {
      if (error) throw error;
    });
}
