import type { EntityManager } from "typeorm";
import { Api } from "../catalogue/api.entity.js";
import { callsInWords, inDigits } from "./limit-words.js";
import type { ThrottleRequest } from "./throttle-request.entity.js";

/** "The request for 300 calls per minute to SMS". */
export async function asked(
  manager: EntityManager,
  { requestedLimit, apiCode: code }: ThrottleRequest,
): Promise<string> {
  return `The request for ${callsInWords(requestedLimit, await manager.findOneByOrFail(Api, { code }))}`;
}

/** "300 are granted until 2026-03-01T00:00:00.000Z", or "for ever". */
export function granted(limit: number, validUntil: Date | null): string {
  return `${inDigits(limit)} are granted ${validUntil === null ? "for ever" : `until ${validUntil.toISOString()}`}`;
}
