import type { Context } from "../graphql/context.js";
import type { Outcome } from "../graphql/mutation.js";
import { ending } from "../graphql/payload.js";
import { ThrottleRequest } from "./throttle-request.entity.js";
import { ThrottleRequestPayload } from "./throttle-request.payloads.js";

/** What the caller of a mutation on a request learns; when the same call was carried out before, the request as it is now. */
export async function requestPayload(
  { installation }: Context,
  outcome: Outcome<ThrottleRequest>,
): Promise<ThrottleRequestPayload> {
  const { manager } = installation.database.reader;
  const earlier = outcome.done ? null : outcome.subjectId;
  const again = earlier === null ? null : await manager.findOneBy(ThrottleRequest, { id: earlier });
  const throttleRequest = outcome.done ? outcome.result : again;
  return Object.assign(new ThrottleRequestPayload(), { ...ending(outcome), throttleRequest });
}
