import { useMutation } from "@apollo/client/react";
import type { Request } from "../throttle/request-thread.js";
import type { Effect } from "../ui/toast.js";
import { useSave } from "../ui/use-save.js";
import { ApproveMutation, DeclineMutation } from "./operations.graphql.js";

export interface Deciding {
  request: Request;
  reload: () => Promise<unknown>;
  onDeciding: (deciding: boolean) => void;
  /** Told what the request becomes when the server takes what is sent now. */
  onSend: (status: Request["status"]) => void;
  onDecided: (effect: Effect | null) => void;
}

interface Input {
  id: string;
  expectedVersion: number;
  note: string | null;
  grantedLimit?: number;
  validUntil?: string | null;
}

/** Sends a decision, and loads the request as it is then: decided, by whomever. */
export function useDecide({ reload, onDeciding, onSend, onDecided }: Deciding) {
  const [approve] = useMutation(ApproveMutation);
  const [decline] = useMutation(DeclineMutation);
  const save = useSave(["grantedLimit", "validUntil", "note"]);

  async function send(input: Input, declines: boolean) {
    if (declines) {
      const { data } = await decline({ variables: { input: { ...input, note: input.note ?? "" } } });
      return data && { ...data.declineThrottleRequest, effect: null };
    }
    return (await approve({ variables: { input } })).data?.approveThrottleRequest;
  }

  async function decide(input: Input, declines: boolean) {
    onDeciding(true);
    onSend(declines ? "DECLINED" : "APPROVED");
    const done = await save.run(async () => {
      const payload = await send(input, declines);
      const late = payload?.errors.some(({ code }) => code === "STALE_VERSION" || code === "ALREADY_DECIDED");
      if (late) await reload();
      return payload;
    });
    // The limit in force is another now. What can't be read again is not worth an error: the decision was made.
    if (done) await reload().catch(() => undefined);
    onDeciding(false);
    if (done) onDecided(done.effect);
  }

  return { decide, save };
}
