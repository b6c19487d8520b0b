import { Field, Float, Int, ObjectType } from "type-graphql";
import { Column, Entity, PrimaryColumn } from "typeorm";
import * as col from "../database/columns.js";

/** The installation's only one. */
@ObjectType({
  description:
    "For operators: which requests are approved at once, as they were asked. None while it is off.",
})
@Entity("auto_approval_rule")
export class AutoApprovalRule {
  /** Always 1. */
  @PrimaryColumn({ type: "int" }) id: number;

  @Field(() => Boolean, { description: "False at first." })
  @Column(col.flag)
  enabled: boolean;

  @Field(() => Float, { description: "Requests for at most so many times the Api's default." })
  @Column({ type: "double" })
  upToTimesDefault: number;

  @Field(() => Float, {
    description: "Only when the peak of the last 7 days was above this share of the limit in force: 0 to 1.",
  })
  @Column({ type: "double" })
  peakShare: number;

  @Field(() => Int, { description: "Grows with every change." })
  @Column(col.int)
  version: number;

  /** The operator who set it; null: it is as it was at first. */
  @Column(col.optionalId) setById: string | null;
}
