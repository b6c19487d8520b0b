import type { Request } from "../throttle/request-thread.js";
import type { Effect } from "../ui/toast.js";
import { useSave } from "../ui/use-save.js";
import { hasCode, type UserError } from "../ui/user-errors.js";
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
  const save = useSave(["grantedLimit", "validUntil", "note"]);

  async function decide(input: Input, declines: boolean) {
    onDeciding(true);
    onSend(declines ? "DECLINED" : "APPROVED");
    const look = ({ errors }: { errors: readonly UserError[] }) =>
      hasCode(errors, "STALE_VERSION", "ALREADY_DECIDED") && reload();
    const decline = { document: DeclineMutation, input: () => ({ ...input, note: input.note ?? "" }) };
    const approve = { document: ApproveMutation, input: () => input };
    const declined = declines && (await save.send(decline, look));
    const approved = !declines && (await save.send(approve, look));
    const done = declined || approved;
    // The limit in force is another now. What can't be read again is not worth an error: the decision was made.
    if (done) await reload().catch(() => undefined);
    onDeciding(false);
    if (done) onDecided(approved ? approved.effect : null);
  }

  return { decide, save };
}
