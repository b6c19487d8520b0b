import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";

const BUILT = fileURLToPath(new URL("../../../dashboard/dist", import.meta.url));
/** Their names carry a hash of their content. */
const HASHED = "/assets/";

/**
 * Serves the built dashboard from `folder`: hashed assets for good, `index.html` anew each time, and for every page address of
 * its own; compressed, to who takes gzip, where a `.gz` lies beside it. An asset that is missing, and whatever is asked of the APIs' paths,
 * is not found.
 */
export async function addDashboard(app: FastifyInstance, folder: string = BUILT): Promise<void> {
  const built = existsSync(folder);
  if (built) {
    await app.register(fastifyStatic, {
      root: folder,
      wildcard: false,
      cacheControl: false,
      preCompressed: true,
      setHeaders: (reply, path) => {
        const hashed = path.slice(folder.length).replaceAll("\\", "/").startsWith(HASHED);
        reply.header("cache-control", hashed ? "public, max-age=31536000, immutable" : "no-cache");
      },
    });
  }
  app.setNotFoundHandler((request, reply) =>
    built && isPage(request) ? reply.sendFile("index.html") : notFound(request, reply),
  );
}

function isPage({ method, url }: FastifyRequest): boolean {
  const path = url.split("?", 1)[0] ?? "";
  return (
    (method === "GET" || method === "HEAD") &&
    !/^\/(api|graphql|assets)(\/|$)/.test(path) &&
    !path.slice(path.lastIndexOf("/")).includes(".")
  );
}

function notFound(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return reply
    .code(404)
    .header("cache-control", "no-store")
    .send({ message: "Not found", requestId: request.id });
}
