import { KEY_MUTATIONS } from "./keys.js";
import { LIMIT_MUTATIONS } from "./limits.js";
import { PEOPLE_MUTATIONS } from "./people.js";
import { forbidden, Refusal } from "./refusal.js";
import type { Done, Input, Mutation, State, Who } from "./state.js";

/** What the caller is told. */
export interface Outcome {
  /** The code of an error without a payload. */
  top: string | null;
  /** Code and path of each error of the payload, sorted. */
  errors: string[];
  done: Done | null;
  /** What the same call did before. */
  earlier: { id: string } | null;
}

/** All but `endMySessions`: sessions are none of the model's. */
export const MUTATIONS = { ...KEY_MUTATIONS, ...LIMIT_MUTATIONS, ...PEOPLE_MUTATIONS };

const mayWrite = (permissions: string[]) =>
  permissions.some((code) => ["access-control", "access-control.write"].includes(code));

/** Carries a mutation out, which changes the state in place, or refuses it; and writes what the audit tells of it. @param input of the right types */
export function mutate(state: State, who: Who, mutation: string, input: Input): Outcome {
  const { user, key } = who;
  if (!user && !key) return { top: "UNAUTHENTICATED", errors: [], done: null, earlier: null };
  const by = { user: user?.id ?? null, key: key?.key ?? null, at: state.now };
  const isReader = key !== null && !mayWrite(key.permissions);
  try {
    if (isReader) throw forbidden(key.account);
    const done = (MUTATIONS[mutation] as Mutation)(state, who, input);
    const { account, action, subject, about = "", followed = false } = done;
    const event = { account, action, subject, about, ...by };
    if (action !== "") state.events.push(event);
    if (followed) state.revision += 1;
    const named = (id: string) => {
      if (account === "") event.account = id;
      done.named?.(id);
    };
    return { top: null, errors: [], done: { ...done, named }, earlier: null };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { top, errors, account, earlier } = error;
    // Of who may only read nobody looks at what they would change.
    const subject = input.id && !isReader ? { id: input.id } : null;
    const isEscalation = errors.some((one) => one.startsWith("NOT_GRANTABLE"));
    const refused = { account, action: `${mutation}.refused`, subject, about: "", ...by };
    if (top !== null || isEscalation) state.events.push(refused);
    return { top, errors: [...errors].sort(), done: null, earlier };
  }
}
