import { Field, ObjectType } from "type-graphql";
import { Column, Entity, PrimaryColumn } from "typeorm";
import * as col from "../database/columns.js";

@ObjectType({ description: "One method and path of an Api." })
@Entity("operation")
export class Operation {
  @Field(() => String, { description: "As permissions name it." })
  @PrimaryColumn(col.code)
  code: string;

  @Column(col.code) apiCode: string;
  /** Place in the catalogue, from 0. */
  @Column(col.int) position: number;

  @Field(() => String, { description: "In upper case." })
  @Column({ type: "varchar", length: 16 })
  method: string;

  @Field(() => String, { description: "The template of its paths; `{sid}` stands for the account." })
  @Column({ type: "varchar", length: 500 })
  path: string;

  @Field(() => String, { description: "What it does, in a few words." })
  @Column({ type: "varchar", length: 500 })
  summary: string;

  /** Its path carries the account's `{sid}`. */
  @Column(col.flag) accountScoped: boolean;
  @Column(col.optionalInstant) retiredAt: Date | null;
  @Column(col.count) revision: number;
}
