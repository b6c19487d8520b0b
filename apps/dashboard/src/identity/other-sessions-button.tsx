import { Button } from "@mantine/core";
import { useState } from "react";
import { FailureAlert } from "../ui/failure-alert.js";
import { toastSaved } from "../ui/toast.js";
import { authProblem } from "./auth-problem.js";
import { askSignedIn } from "./auth-request.js";

/** Signs the person out everywhere but here. */
export function OtherSessionsButton() {
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);

  async function end() {
    setPending(true);
    setFailure(null);
    const problem = authProblem(await askSignedIn("revoke-other-sessions", {}), {});
    setPending(false);
    if (problem) setFailure(problem.sentence);
    else toastSaved("Your other sessions have ended.");
  }

  return (
    <>
      {failure && <FailureAlert>{failure}</FailureAlert>}
      <Button variant="default" onClick={end} loading={pending}>
        End my other sessions
      </Button>
    </>
  );
}
