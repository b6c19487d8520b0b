import type { Context } from "../graphql/context.js";
import { livingKey } from "../keys/api-key.reader.js";
import type { Viewer } from "./viewer.js";

/** Who asks: a person, or a key. */
export async function findViewer(context: Context): Promise<Viewer> {
  const { installation, user, automation, isOperator, hasSecondFactor, lacksSecondFactor, address } = context;
  const { manager } = installation.database.reader;
  const apiKey = automation && (await livingKey(manager, { id: automation.caller.keyId }));
  return { user, apiKey, isOperator, clientAddress: address, hasSecondFactor, lacksSecondFactor };
}
