import type { AnyRouter } from "@tanstack/react-router";

let navigated = false;

/** Notes the first change of page; until then the focus stays where the browser put it. */
export function watchNavigation(router: AnyRouter): void {
  router.subscribe("onBeforeNavigate", ({ fromLocation, pathChanged }) => {
    if (fromLocation && pathChanged) navigated = true;
  });
}

export function hasNavigated(): boolean {
  return navigated;
}
