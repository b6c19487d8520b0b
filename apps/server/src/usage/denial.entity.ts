import { DENIAL_REASONS, type DenialReason } from "@latchkey/enforcement";
import { Field, ID, ObjectType, registerEnumType } from "type-graphql";
import { Column, Entity, PrimaryColumn } from "typeorm";
import * as col from "../database/columns.js";
import { DateTime } from "../graphql/scalars.js";

export const DenialReasons = Object.fromEntries(DENIAL_REASONS.map((reason) => [reason, reason])) as {
  [R in DenialReason]: R;
};

registerEnumType(DenialReasons, {
  name: "DenialReason",
  description: "Why a gateway said no, in the order in which it judges.",
  valuesConfig: {
    MISSING_CREDENTIALS: { description: "The call carried none." },
    MALFORMED_CREDENTIALS: { description: "They could not be read." },
    UNKNOWN_KEY: { description: "No living key is called so." },
    WRONG_TOKEN: { description: "The token is none of this key's." },
    TOKEN_RETIRED: { description: "The token's grace period is over, or it was deleted." },
    ACCOUNT_SUSPENDED: { description: "The provider has suspended the account." },
    KEY_DISABLED: { description: "The key is switched off." },
    KEY_EXPIRED: { description: "The key's last day has passed." },
    IP_NOT_ALLOWED: { description: "The caller's address is not on the key's allowlist." },
    AMBIGUOUS_PATH: { description: "The path can be read in more than one way." },
    UNKNOWN_API: { description: "No operation has this method and path." },
    ACCOUNT_MISMATCH: { description: "The path names another account." },
    PERMISSION_DENIED: { description: "The key was not granted the operation." },
    THROTTLED: { description: "The limit of the Api was used up." },
    UNAVAILABLE: { description: "The gateway could not decide." },
  },
});

/** One of the newest 200 denials of a key. Written by gateways. */
@ObjectType({ description: "A call that a gateway denied." })
@Entity("denial")
export class Denial {
  @Field(() => ID, { description: "Opaque." })
  @PrimaryColumn(col.id)
  id: string;

  @Column(col.id) apiKeyId: string;

  @Field(() => String, { description: "As the gateway's answer gave it." })
  @Column({ type: "varchar", length: 64 })
  requestId: string;

  @Field(() => DateTime, { description: "When it was denied." })
  @Column(col.instant)
  at: Date;

  @Field(() => DenialReasons, { description: "The first reason that held." })
  @Column(col.oneOf(DenialReasons, "UNAVAILABLE", 24))
  reason: string;

  @Field(() => String, { description: "As it was sent." })
  @Column({ type: "varchar", length: 32 })
  method: string;

  @Field(() => String, { description: "As it was sent, without the query; cut after 500 characters." })
  @Column({ type: "varchar", length: 500 })
  path: string;

  @Field(() => String, { nullable: true, description: "The caller's; null when it was unknown." })
  @Column({ type: "varchar", length: 64, nullable: true })
  address: string | null;

  @Field(() => String, { nullable: true, description: "Code of the operation, when the path had one." })
  @Column({ ...col.code, nullable: true })
  operation: string | null;
}
