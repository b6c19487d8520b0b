import { type ComponentType, lazy } from "react";
import { isServed } from "./is-served.js";
import { loadInTime } from "./load-in-time.js";

/** A part of a page whose code is loaded when it is shown, once a server is reached. */
export const lazyPart = <Props>(load: () => Promise<{ default: ComponentType<Props> }>) =>
  lazy(() => loadInTime(load, isServed));
