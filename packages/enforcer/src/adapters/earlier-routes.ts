import type { GuardedRequest } from "./express.js";

/** A layer of Express's router, as versions 4 and 5 keep it. */
interface Layer {
  handle?: unknown;
  route?: { path: unknown };
}

/** Of Express 4 and 5. The getter `router` of version 4 throws. */
interface App {
  _router?: { stack?: readonly Layer[] };
  router?: { stack?: readonly Layer[] };
}

/**
 * The routes and routers of an Express app that stand before this middleware and are therefore not judged. Empty when the middleware is not
 * mounted on the app itself, or when this is not an Express app.
 */
export function routesBefore(middleware: unknown, request: GuardedRequest): string[] {
  const { app } = request as GuardedRequest & { app?: App };
  const stack = (app?._router ?? app?.router)?.stack ?? [];
  const place = stack.findIndex(({ handle }) => handle === middleware);
  return stack.slice(0, Math.max(place, 0)).flatMap(({ handle, route }) => {
    if (route) return [String(route.path)];
    return Array.isArray((handle as { stack?: unknown }).stack) ? ["a router"] : [];
  });
}
