import { Link, Outlet } from "@tanstack/react-router";
import { useSignedIn } from "../accounts/account.js";
import { settingsParts } from "./settings-parts.js";

/** The tabs of Settings, with the open part below. */
export function SettingsLayout() {
  return (
    <div className="lk-stack">
      <nav aria-label="Settings" className="lk-tabs">
        {settingsParts(useSignedIn()).map(({ to, name }) => (
          <Link key={to} to={to} className="lk-tab" activeOptions={{ exact: true }}>
            {name}
          </Link>
        ))}
      </nav>
      <Outlet />
    </div>
  );
}
