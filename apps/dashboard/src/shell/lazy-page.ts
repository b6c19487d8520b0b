import { lazyRouteComponent } from "@tanstack/react-router";
import { isServed } from "../ui/is-served.js";
import { Unreached } from "../ui/unreached.js";

/**
 * A page whose code is loaded when it is opened. Where the server has another version by now, the router loads the whole dashboard anew;
 * where no server is reached, the page says so, and the dashboard stays.
 */
export const lazyPage: typeof lazyRouteComponent = (load, name) =>
  lazyRouteComponent(() => load().catch(explain), name);

async function explain(error: unknown): Promise<never> {
  if (await isServed()) throw error;
  throw new Unreached(error);
}
