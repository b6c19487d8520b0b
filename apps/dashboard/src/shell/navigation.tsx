import { Stack } from "@mantine/core";
import { IconGauge, IconKey, IconSettings } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useSignedIn } from "../identity/account.js";

/** The links of the left navigation and of the drawer. Who is a member of no account has settings only. */
export function Navigation({ onNavigate }: { onNavigate?: () => void }) {
  const { account } = useSignedIn();
  return (
    <Stack component="nav" gap={2} aria-label="Main">
      {account && (
        <>
          <Link to="/keys" className="lk-nav" onClick={onNavigate}>
            <IconKey size={18} aria-hidden /> Keys
          </Link>
          <Link to="/limits" className="lk-nav" onClick={onNavigate}>
            <IconGauge size={18} aria-hidden /> Limits
          </Link>
        </>
      )}
      <Link to="/settings" className="lk-nav" onClick={onNavigate}>
        <IconSettings size={18} aria-hidden /> Settings
      </Link>
    </Stack>
  );
}
