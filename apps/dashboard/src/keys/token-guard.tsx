import { LeaveGuard } from "../ui/leave-guard.js";

/** Asks before a page is left that waits for a new token: it is shown there, and this one time. */
export function TokenGuard({ pending }: { pending: boolean }) {
  return (
    <LeaveGuard active={pending} title="Leave before the token is there?">
      It is being made. Once you leave, it cannot be shown: you would have to regenerate it.
    </LeaveGuard>
  );
}
