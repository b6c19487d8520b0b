import { useState } from "react";
import { type Attempts, createAttempts } from "./attempts.js";

/** A form's writes, each done once however often it is sent. */
export function useAttempts(): Attempts {
  return useState(() => createAttempts(() => crypto.randomUUID()))[0];
}
