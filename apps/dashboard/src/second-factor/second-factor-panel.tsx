import { Badge, Skeleton } from "@mantine/core";
import { Suspense, startTransition, useRef, useState } from "react";
import { useSignedIn } from "../accounts/account.js";
import { useReloadViewer } from "../identity/use-reload-viewer.js";
import { lazyPart } from "../ui/lazy-part.js";
import { Panel } from "../ui/panel.js";
import { toastSaved } from "../ui/toast.js";
import { FactorOff } from "./factor-off.js";
import { FactorOn } from "./factor-on.js";
import { RecoveryCodes } from "./recovery-codes.js";
import type { Secrets } from "./requests.js";

const SetUp = lazyPart(() => import("./set-up.js"));

/** Whether signing in takes a code as well. What is shown once lives in this component's state and nowhere else. */
export function SecondFactorPanel() {
  const { viewer } = useSignedIn();
  const reload = useReloadViewer();
  const heading = useRef<HTMLHeadingElement>(null);
  const [begun, setBegun] = useState<Secrets | null>(null);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const isOn = viewer.hasSecondFactor || codes !== null;

  /** What there is stays until the code of the next step is loaded. */
  const begin = (secrets: Secrets) => startTransition(() => setBegun(secrets));

  async function turnedOn({ recoveryCodes }: Secrets) {
    setCodes(recoveryCodes);
    setBegun(null);
    toastSaved("Second factor turned on. Your other sessions have ended.");
    await reload();
  }

  async function turnedOff() {
    toastSaved("Second factor turned off. Your other sessions have ended.");
    await reload();
    heading.current?.focus();
  }

  function endStep() {
    setBegun(null);
    setCodes(null);
    heading.current?.focus();
  }

  function content() {
    if (codes) return <RecoveryCodes codes={codes} email={viewer.user?.email ?? null} onDone={endStep} />;
    if (isOn) return <FactorOn onCodes={setCodes} onTurnedOff={turnedOff} />;
    if (!begun) return <FactorOff onBegun={begin} />;
    return <SetUp totpUri={begun.totpUri} onTurnedOn={() => turnedOn(begun)} onCancel={endStep} />;
  }

  return (
    <Panel
      title="Second factor"
      lead="A code from an authenticator app, after the password: who learns your password can't sign in with it."
      headingRef={heading}
      aside={
        <Badge variant="light" color={isOn ? "green" : "gray"}>
          {isOn ? "On" : "Off"}
        </Badge>
      }
    >
      <Suspense fallback={<Skeleton height={320} />}>{content()}</Suspense>
    </Panel>
  );
}
