import { existsSync } from "node:fs";
import type { IncomingMessage } from "node:http";
import { fileURLToPath } from "node:url";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";

const BUILT = fileURLToPath(new URL("../../../dashboard/dist", import.meta.url));
/** Their names carry a hash of their content. */
const HASHED = "/assets/";

/**
 * Serves the built dashboard from `folder`. Hashed assets may be kept for good, all else is asked for anew each time. A file with a `.gz`
 * beside it is sent compressed to clients that take gzip. `index.html` answers every address of a page, also one that ends like a file's
 * when a browser asks for a page there. Missing assets and the paths of the APIs are not found.
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

type Asked = Pick<IncomingMessage, "method" | "url" | "headers">;

/**
 * The URL to route a request by. One that can't be decoded has no route, so a browser that asks for such a page gets the dashboard, which
 * says that there is no such page.
 */
export function urlToRoute(asked: Asked): string {
  const url = asked.url ?? "/";
  return isDecodable(pathOf(url)) || !mayBePage(asked) || !asksForPage(asked) ? url : "/";
}

function isDecodable(path: string): boolean {
  try {
    decodeURI(path);
    return true;
  } catch {
    return false;
  }
}

function isPage({ raw }: FastifyRequest): boolean {
  const path = pathOf(raw.url);
  return mayBePage(raw) && (!path.slice(path.lastIndexOf("/")).includes(".") || asksForPage(raw));
}

function mayBePage({ method, url }: Asked): boolean {
  return (method === "GET" || method === "HEAD") && !/^\/(api|graphql|assets)(\/|$)/.test(pathOf(url));
}

/** As browsers do that open an address, and nobody else. */
function asksForPage({ headers }: Asked): boolean {
  return headers.accept?.includes("text/html") === true;
}

const pathOf = (url = "") => url.split("?", 1)[0] ?? "";

function notFound(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return reply
    .code(404)
    .header("cache-control", "no-store")
    .send({ message: "Not found", requestId: request.id });
}
