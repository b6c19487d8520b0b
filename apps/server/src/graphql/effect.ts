import "reflect-metadata";
import { setTimeout as sleep } from "node:timers/promises";
import { Field, Int, ObjectType } from "type-graphql";
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

/** Waits until all gateways have `revision`, at most a second, and tells how many have. */
export async function awaitEffect(installation: Installation, revision: number): Promise<EffectReceipt> {
  const deadline = performance.now() + LONGEST_WAIT_MS;
  for (;;) {
    const receipt = await readEffect(installation, revision);
    if (receipt.confirmed === receipt.gateways || performance.now() + POLL_MS > deadline) return receipt;
    await sleep(POLL_MS);
  }
}

async function readEffect({ database, clock }: Installation, revision: number): Promise<EffectReceipt> {
  const gateways = await gatewaysAtWork(database.reader.manager, clock.now());
  const confirmed = gateways.filter((gateway) => gateway.revision >= revision).length;
  return { revision: String(revision), gateways: gateways.length, confirmed };
}
