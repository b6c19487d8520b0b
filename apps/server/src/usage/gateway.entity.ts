import { Field, ID, Int, ObjectType } from "type-graphql";
import { Column, Entity, PrimaryColumn } from "typeorm";
import * as col from "../database/columns.js";
import { DateTime } from "../graphql/scalars.js";

/** A running gateway and the revision that it has applied. Written by gateways, `lastSeenAt` by the database's clock. */
@ObjectType({ description: "A gateway that judges calls." })
@Entity("gateway")
export class Gateway {
  @Field(() => ID, { description: "Its name, unlike that of any other." })
  @PrimaryColumn(col.id)
  id: string;

  @Field(() => String, { description: "Number of the newest change that it judges by." })
  @Column(col.count)
  revision: number;

  @Field(() => Int, { description: "How long before `lastSeenAt` it had last read the rules." })
  @Column(col.int)
  lagMilliseconds: number;

  @Field(() => DateTime, { description: "Its last sign of life." })
  @Column(col.instant)
  lastSeenAt: Date;

  @Field(() => Int, { description: "How old its rules may grow before it decides nothing any more." })
  @Column(col.int)
  leaseSeconds: number;

  @Column(col.instant) startedAt: Date;
}
