import { Field, Int, ObjectType } from "type-graphql";
import { Column, Entity, PrimaryColumn } from "typeorm";
import * as col from "../database/columns.js";
import { DateTime } from "../graphql/scalars.js";

/** A retired one stays, so that keys keep what they were granted. */
@ObjectType({ description: "A product API; its operations share one throttle limit." })
@Entity("api")
export class Api {
  @Field(() => String, { description: "As permissions name it." })
  @PrimaryColumn(col.code)
  code: string;

  @Field(() => String, { description: "For people." })
  @Column({ type: "varchar", length: 100 })
  name: string;

  /** Place in the catalogue, from 0. */
  @Column(col.int) position: number;

  @Field(() => Int, { description: "Calls per window as the catalogue has them; `defaultLimit` may differ." })
  @Column(col.int)
  catalogueLimit: number;

  @Field(() => Int, { description: "Length of the trailing window in which calls are counted." })
  @Column(col.int)
  windowSeconds: number;

  /** An operator's default; wins over the catalogue's while it is set. */
  @Column(col.optionalInt) operatorLimit: number | null;
  /** Who set it last, or cleared it; null: nobody did. */
  @Column(col.optionalId) operatorLimitById: string | null;

  @Field(() => DateTime, {
    nullable: true,
    description: "When it left the catalogue; null: it is there. No call to it passes until it comes back.",
  })
  @Column(col.optionalInstant)
  retiredAt: Date | null;

  @Column(col.count) revision: number;
}
