import { Link, useRouterState } from "@tanstack/react-router";
import type { KeyboardEvent } from "react";

const TABS = [
  { to: "/keys/$id", name: "Overview" },
  { to: "/keys/$id/permissions", name: "Permissions" },
  { to: "/keys/$id/network", name: "Network" },
  { to: "/keys/$id/why", name: "Why" },
  { to: "/keys/$id/details", name: "Details" },
] as const;

/** The name of the tab that the address leads to. */
export function useOpenTab(): string {
  const ending = useRouterState({ select: (state) => state.location.pathname.split("/")[3] ?? "" });
  return TABS.find(({ to }) => (to.split("/")[3] ?? "") === ending)?.name ?? "Overview";
}

/** Tabs that are links: each has an address of its own. Arrow keys move among them, Enter opens. */
export function KeyTabs({ id, open }: { id: string; open: string }) {
  return (
    <div role="tablist" aria-label="Key" className="lk-tabs" onKeyDown={moveFocus}>
      {TABS.map(({ to, name }) => (
        <Link
          key={to}
          to={to}
          params={{ id }}
          role="tab"
          id={`tab-${name}`}
          className="lk-tab"
          aria-selected={name === open}
          aria-controls="key-panel"
          tabIndex={name === open ? 0 : -1}
          activeOptions={{ exact: true, includeSearch: false }}
        >
          {name}
        </Link>
      ))}
    </div>
  );
}

function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const tabs = [...event.currentTarget.querySelectorAll<HTMLElement>("[role=tab]")];
  const at = tabs.indexOf(event.target as HTMLElement);
  const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  tabs[(to + tabs.length) % tabs.length]?.focus();
}
