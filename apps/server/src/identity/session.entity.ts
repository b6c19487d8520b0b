import { Field, ID, ObjectType } from "type-graphql";
import { Column, Entity, PrimaryColumn } from "typeorm";
import * as col from "../database/columns.js";
import { DateTime } from "../graphql/scalars.js";

/** Written by better-auth. */
@ObjectType({ description: "A signed-in browser." })
@Entity("session")
export class Session {
  @Field(() => ID, { description: "Opaque." })
  @PrimaryColumn(col.id)
  id: string;

  @Column(col.id) userId: string;
  /** What the cookie holds. It is told to nobody. */
  @Column({ type: "varchar", length: 100 }) token: string;
  @Column(col.instant) expiresAt: Date;

  @Field(() => String, { name: "address", nullable: true, description: "Where it was signed in from." })
  @Column({ type: "varchar", length: 64, nullable: true })
  ipAddress: string | null;

  @Column(col.optionalText) userAgent: string | null;

  @Field(() => DateTime, { description: "When it was signed in." })
  @Column(col.instant)
  createdAt: Date;

  @Field(() => DateTime, {
    name: "lastUsedAt",
    description: "When it was used last; up to 5 minutes of use since may not count yet.",
  })
  @Column(col.instant)
  updatedAt: Date;
}
