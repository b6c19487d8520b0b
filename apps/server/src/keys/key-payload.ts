import type { Context } from "../graphql/context.js";
import type { Outcome } from "../graphql/mutation.js";
import { DeletePayload, ending } from "../graphql/payload.js";
import type { ApiKey } from "./api-key.entity.js";
import { ApiKeyPayload, TokenPayload } from "./api-key.payloads.js";
import { livingKey } from "./api-key.reader.js";

/** What the caller of a mutation on a key learns. */
export async function keyPayload(
  context: Context,
  outcome: Outcome<{ key: ApiKey }>,
): Promise<ApiKeyPayload> {
  return Object.assign(new ApiKeyPayload(), await common(context, outcome));
}

/** The same with the new token's text, which is nowhere else. */
export async function tokenPayload(
  context: Context,
  outcome: Outcome<{ key: ApiKey; made: string }>,
): Promise<TokenPayload> {
  const token = outcome.done ? outcome.result.made : null;
  return Object.assign(new TokenPayload(), { ...(await common(context, outcome)), token });
}

export function deletePayload(outcome: Outcome<{ key: ApiKey }>): DeletePayload {
  return Object.assign(new DeletePayload(), {
    ...ending(outcome),
    deletedId: outcome.done ? outcome.result.key.id : null,
  });
}

/** When the same call was carried out before, the key that it was about, as it is now. */
async function common({ installation }: Context, outcome: Outcome<{ key: ApiKey }>) {
  const { manager } = installation.database.reader;
  const earlier = outcome.done ? null : outcome.subjectId;
  const again = earlier === null ? null : await livingKey(manager, { id: earlier });
  return { ...ending(outcome), apiKey: outcome.done ? outcome.result.key : again };
}
