import { Field, ID, ObjectType, registerEnumType } from "type-graphql";
import { Column, Entity, PrimaryColumn } from "typeorm";
import * as col from "../database/columns.js";
import { DateTime } from "../graphql/scalars.js";

export enum TokenStatus {
  ACTIVE = "ACTIVE",
  RETIRING = "RETIRING",
}

registerEnumType(TokenStatus, {
  name: "TokenStatus",
  description: "How long a token works.",
  valuesConfig: {
    ACTIVE: { description: "Until another takes its place." },
    RETIRING: { description: "Until `retiresAt`, beside the active one." },
  },
});

/** At most one ACTIVE (`retiresAt` null) and one that retires or has retired. Its text is stored nowhere. */
@ObjectType({ description: "A pair's secret half, without its text, which nobody can read again." })
@Entity("token")
export class Token {
  @Field(() => ID, { description: "Opaque." })
  @PrimaryColumn(col.id)
  id: string;

  @Column(col.id) apiKeyId: string;
  /** How `hash` was made; "sha256": lower-case hex SHA-256 of the token's text. */
  @Column({ type: "varchar", length: 16 }) hashScheme: string;
  @Column({ type: "varchar", length: 64 }) hash: string;

  @Field(() => String, { description: "How its text begins." })
  @Column({ type: "varchar", length: 16 })
  hint: string;

  @Field(() => DateTime, { description: "When it was made." })
  @Column(col.instant)
  createdAt: Date;

  @Field(() => DateTime, {
    nullable: true,
    description: "The moment at which it stops working; null while it is active.",
  })
  @Column(col.optionalInstant)
  retiresAt: Date | null;

  /** Ended early by its owner; retired on every gateway, whatever its clock says. */
  @Column(col.optionalInstant) deletedAt: Date | null;
}
