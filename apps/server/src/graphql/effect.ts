import "reflect-metadata";
import { setTimeout as sleep } from "node:timers/promises";
import { Field, Int, ObjectType } from "type-graphql";
import { troubleOf } from "../database/trouble.js";
import { gatewaysAtWork } from "../usage/gateway.reader.js";
import type { Installation } from "./context.js";

const LONGEST_WAIT_MS = 1_000;
const POLL_MS = 25;

@ObjectType({ description: "How far a change has reached the gateways." })
export class EffectReceipt {
  @Field(() => String, { description: "The change's number; a gateway that has it judges by it." })
  revision: string;
  @Field(() => Int, { description: "Gateways at work: a silent one counts until its lease is over." })
  gateways: number;
  @Field(() => Int, {
    description: "How many of them have the change; if all have, none judges by the old rules.",
  })
  confirmed: number;
}

/**
 * Waits until all gateways have `revision`, at most a second, and tells how many have, as far as the database has said. That it no longer
 * answers is no failure: the change is made, and what else its payload has, such as a new token, may be told nowhere else.
 * @returns null when it has said nothing
 */
export async function awaitEffect(
  installation: Installation,
  revision: number,
): Promise<EffectReceipt | null> {
  const over = sleep(LONGEST_WAIT_MS, null, { ref: false });
  const read = () => readEffect(installation, revision).catch(nullInTrouble);
  let receipt: EffectReceipt | null = null;
  let next = await Promise.race([read(), over]);
  while (next !== null) {
    receipt = next;
    if (receipt.confirmed >= receipt.gateways) break;
    next = await Promise.race([sleep(POLL_MS).then(read), over]);
  }
  return receipt;
}

/** @throws what is no trouble of the database */
function nullInTrouble(error: unknown): null {
  if (troubleOf(error) === undefined) throw error;
  return null;
}

async function readEffect({ database, clock }: Installation, revision: number): Promise<EffectReceipt> {
  const gateways = await gatewaysAtWork(database.reader.manager, clock.now());
  const confirmed = gateways.filter((gateway) => gateway.revision >= revision).length;
  return { revision: String(revision), gateways: gateways.length, confirmed };
}
