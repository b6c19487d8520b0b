import { Stack } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useSignedIn } from "../accounts/account.js";
import { useFirstUse } from "../get-started/use-first-use.js";
import { ACCOUNT_PLACES, GET_STARTED, OPERATIONS, type Place, SETTINGS } from "./places.js";

interface Props {
  onNavigate?: (() => void) | undefined;
}

/** The links of the left navigation and of the drawer. Settings are for everybody, Operations for the provider's staff, and the others for members of an account. */
export function Navigation({ onNavigate }: Props) {
  const { account, viewer } = useSignedIn();
  return (
    <Stack component="nav" gap={2} aria-label="Main">
      {account &&
        ACCOUNT_PLACES.map((place) => <PlaceLink key={place.to} place={place} onNavigate={onNavigate} />)}
      {viewer.isOperator && <PlaceLink place={OPERATIONS} onNavigate={onNavigate} />}
      <PlaceLink place={SETTINGS} onNavigate={onNavigate} />
      {account && <GetStartedLink sid={account.sid} onNavigate={onNavigate} />}
    </Stack>
  );
}

function PlaceLink({ place, onNavigate }: Props & { place: Place }) {
  const { to, name, Icon } = place;
  const ofOperations = place === OPERATIONS ? " lk-nav-operations" : "";
  return (
    <Link to={to} className={`lk-nav${ofOperations}`} onClick={onNavigate}>
      <Icon size={18} aria-hidden /> {name}
    </Link>
  );
}

const POLL = 10_000;

/** There only while the account has made no request; the last one, so that nothing moves when it comes. */
function GetStartedLink({ sid, onNavigate }: Props & { sid: string }) {
  const unused = useFirstUse(sid, POLL);
  return unused ? <PlaceLink place={GET_STARTED} onNavigate={onNavigate} /> : null;
}
