import { Refusal, refuseIfAny, unless, wrong } from "./refusal.js";
import type { Input, State, Who } from "./state.js";

const KEPT = 24 * 60 * 60 * 1000;

/** Judges whether a call was carried out before. Gives what remembers this one, to be called when it is carried out. */
export function once(
  state: State,
  { user, key }: Who,
  account: string,
  mutation: string,
  { idempotencyKey, ...rest }: Input,
): (subject: { id: string }) => void {
  if (idempotencyKey == null) return () => {};
  const { length } = [...idempotencyKey];
  refuseIfAny(unless(length >= 16 && length <= 100, "INVALID", "idempotencyKey"));
  const name = JSON.stringify([account, user?.id ?? key?.key, mutation, idempotencyKey]);
  const input = JSON.stringify(rest, (_, value) => sorted(value));
  const earlier = state.calls.find((call) => call.name === name && state.now - call.at < KEPT);
  refuseIfAny(unless((earlier?.input ?? input) === input, "IDEMPOTENCY_CONFLICT", "idempotencyKey"));
  const errors = [wrong("ALREADY_APPLIED", "idempotencyKey")];
  if (earlier) throw new Refusal(null, { errors, earlier: earlier.subject });
  return (subject) => state.calls.push({ name, input, at: state.now, subject });
}

const sorted = (value: unknown) =>
  value !== null && typeof value === "object" && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
    : value;
