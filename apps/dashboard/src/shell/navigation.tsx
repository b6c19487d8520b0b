import { Stack } from "@mantine/core";
import {
  IconCode,
  IconGauge,
  IconHistory,
  IconKey,
  IconRocket,
  IconSettings,
  IconShieldCog,
} from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useFirstUse } from "../get-started/use-first-use.js";
import { useSignedIn } from "../identity/account.js";

/** The links of the left navigation and of the drawer. Settings are for everybody, Operations for the provider's staff, and the others for members of an account. */
export function Navigation({ onNavigate }: { onNavigate?: () => void }) {
  const { account, viewer } = useSignedIn();
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
          <Link to="/activity" className="lk-nav" onClick={onNavigate}>
            <IconHistory size={18} aria-hidden /> Activity
          </Link>
          <Link to="/developers" className="lk-nav" onClick={onNavigate}>
            <IconCode size={18} aria-hidden /> Developers
          </Link>
        </>
      )}
      {viewer.isOperator && (
        <Link to="/operations" className="lk-nav lk-nav-operations" onClick={onNavigate}>
          <IconShieldCog size={18} aria-hidden /> Operations
        </Link>
      )}
      <Link to="/settings" className="lk-nav" onClick={onNavigate}>
        <IconSettings size={18} aria-hidden /> Settings
      </Link>
      {account && <GetStartedLink sid={account.sid} onNavigate={onNavigate} />}
    </Stack>
  );
}

const POLL = 10_000;

/** There only while the account has made no request; the last one, so that nothing moves when it comes. */
function GetStartedLink({ sid, onNavigate }: { sid: string; onNavigate?: (() => void) | undefined }) {
  const unused = useFirstUse(sid, POLL);
  if (!unused) return null;
  return (
    <Link to="/get-started" className="lk-nav" onClick={onNavigate}>
      <IconRocket size={18} aria-hidden /> Get started
    </Link>
  );
}
