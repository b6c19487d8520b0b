import "reflect-metadata";
import { Ctx, Field, ID, ObjectType } from "type-graphql";
import type { Context } from "./context.js";
import { awaitEffect, EffectReceipt } from "./effect.js";
import type { Outcome } from "./mutation.js";
import { UserError } from "./user-error.js";

/** What every mutation gives back. */
@ObjectType()
export abstract class Payload {
  /** Of the change; null when nothing changed. */
  revision: number | null;

  @Field(() => [UserError], { description: "Why nothing changed; empty when it did." })
  errors: UserError[];

  @Field(() => EffectReceipt, {
    nullable: true,
    description:
      "Waits, one second at most, until the gateways have the change. Null when nothing changed, or when the database could not tell.",
  })
  async effect(@Ctx() { installation }: Context): Promise<EffectReceipt | null> {
    return this.revision === null ? null : awaitEffect(installation, this.revision);
  }
}

@ObjectType({ description: "What was deleted." })
export class DeletePayload extends Payload {
  @Field(() => ID, { nullable: true, description: "The id of what is gone; null when nothing changed." })
  deletedId: string | null;
}

/** A payload whose `field` holds what was done; null when nothing changed. */
export function payloadOf<P extends Payload, Name extends keyof P>(
  type: new () => P,
  field: Name,
  outcome: Outcome<P[Name]>,
): P {
  const done = outcome.done ? outcome.result : null;
  return Object.assign(new type(), { ...ending(outcome), [field]: done });
}

/** What of a payload every outcome decides. */
export function ending(outcome: Outcome<unknown>): Pick<Payload, "revision" | "errors"> {
  return outcome.done
    ? { revision: outcome.revision, errors: [] }
    : { revision: null, errors: outcome.errors };
}
