import { Alert, type AlertProps } from "@mantine/core";
import { IconCircleCheck, IconRefresh, IconUserOff } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import { useSignedIn } from "../accounts/account.js";
import type { Request } from "../throttle/request-thread.js";
import { outcomeInWords } from "../throttle/request-words.js";
import { type Effect, gatewaysInWords } from "../ui/toast.js";
import { DecideForm } from "./decide-form.js";
import { decidedMeanwhile, ownAccountReason } from "./decision.js";
import { NextRequest } from "./next-request.js";

interface Props {
  request: Request;
  reload: () => Promise<unknown>;
}

/** What of a request the operator decides, or why they can't, or what came of it. */
export function DecidePanel({ request, reload }: Props) {
  const { viewer } = useSignedIn();
  const [waited] = useState(request.status === "PENDING");
  // While it is decided here the request may be seen as decided before it is known by whom.
  const [deciding, setDeciding] = useState(false);
  const [sent, setSent] = useState<Request["status"] | null>(null);
  const [decided, setDecided] = useState<{ effect: Effect | null } | null>(null);
  if (decided) return <Done request={request} effect={decided.effect} />;
  if (request.status !== "PENDING" && !deciding) {
    if (!waited) return null;
    // What was decided here, though the answer was lost on its way.
    if (request.decidedBy?.id === viewer.user?.id && request.status === sent)
      return <Done request={request} effect={null} />;
    return (
      <FocusedAlert color="amber" icon={<IconRefresh />} role="alert" title="Somebody decided meanwhile">
        {decidedMeanwhile(request)} Nothing of yours was saved.
        <NextRequest />
      </FocusedAlert>
    );
  }
  const own = ownAccountReason(request, viewer);
  if (own) {
    return (
      <Alert color="gray" icon={<IconUserOff />} title="Another operator must decide this">
        {own}
      </Alert>
    );
  }
  return (
    <DecideForm
      request={request}
      reload={reload}
      onDeciding={setDeciding}
      onSend={setSent}
      onDecided={(effect) => setDecided({ effect })}
    />
  );
}

function Done({ request, effect }: { request: Request; effect: Effect | null }) {
  return (
    <FocusedAlert color="green" icon={<IconCircleCheck />} role="status" title={outcomeInWords(request)}>
      {request.status === "APPROVED" && effect ? `${gatewaysInWords(effect)} ` : ""}
      The account is mailed.
      <NextRequest />
    </FocusedAlert>
  );
}

/** Takes the place of the form that had the focus, and so the focus. */
function FocusedAlert(props: AlertProps) {
  const alert = useRef<HTMLDivElement>(null);
  useEffect(() => alert.current?.focus(), []);
  return <Alert ref={alert} tabIndex={-1} {...props} />;
}
