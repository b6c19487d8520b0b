import { useState } from "react";
import { type Attempts, createAttempts } from "./attempts.js";
import { newIdempotencyKey } from "./idempotency-key.js";

/** A form's writes, each done once however often it is sent. */
export function useAttempts(): Attempts {
  return useState(() => createAttempts(newIdempotencyKey))[0];
}
