import { Field, ID, ObjectType } from "type-graphql";
import { Column, Entity, PrimaryColumn } from "typeorm";
import * as col from "../database/columns.js";
import { DateTime } from "../graphql/scalars.js";
import { Role } from "./member.entity.js";

@ObjectType({ description: "An invitation of somebody into an account, by a mailed link that works once." })
@Entity("invitation")
export class Invitation {
  @Field(() => ID, { description: "Opaque." })
  @PrimaryColumn(col.id)
  id: string;

  @Column(col.id) accountId: string;

  @Field(() => String, { description: "The address that the link was mailed to, in lower case." })
  @Column({ type: "varchar", length: 254 })
  email: string;

  @Field(() => Role, { description: "What they may do there once they have joined." })
  @Column(col.oneOf(Role, Role.VIEWER))
  role: Role;

  /** SHA-256 of the link's token, which stands in the mail alone. */
  @Column({ type: "varchar", length: 64 }) tokenHash: string;
  @Column(col.id) invitedById: string;

  @Field(() => DateTime, { description: "Since when." })
  @Column(col.instant)
  createdAt: Date;

  @Field(() => DateTime, { description: "Until when the link works." })
  @Column(col.instant)
  expiresAt: Date;
}
