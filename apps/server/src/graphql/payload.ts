import "reflect-metadata";
import { Ctx, Field, ObjectType } from "type-graphql";
import type { Context } from "./context.js";
import { awaitEffect, EffectReceipt } from "./effect.js";
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
    description: "Waits, one second at most, until the gateways have the change.",
  })
  async effect(@Ctx() { installation }: Context): Promise<EffectReceipt | null> {
    return this.revision === null ? null : awaitEffect(installation, this.revision);
  }
}
