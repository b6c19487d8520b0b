import type { z } from "zod";
import { Failure } from "./failure.js";

/**
 * Reads the settings of a program from its environment. A variable set to nothing counts as left out. A CR at the end is cut off: Docker
 * passes it on from files with the line ends of Windows.
 * @throws {Failure} one line that names the first variable whose value can't be used, never the value: it may hold a password.
 */
export function readSettings<Settings>(
  settings: z.ZodType<Settings>,
  environment: NodeJS.ProcessEnv,
): Settings {
  const given = Object.fromEntries(
    Object.entries(environment)
      .map(([name, value]) => [name, value?.replace(/\r$/, "")])
      .filter(([, value]) => value !== ""),
  );
  const { data, error } = settings.safeParse(given);
  if (error === undefined) return data;
  const [issue] = error.issues;
  throw new Failure(`${issue?.path.join(".")} ${issue?.message}.`);
}
