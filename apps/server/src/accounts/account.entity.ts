import { Field, ObjectType } from "type-graphql";
import { Column, Entity, PrimaryColumn } from "typeorm";
import * as col from "../database/columns.js";
import { Node } from "../graphql/node.js";

@ObjectType({ implements: Node, description: "A customer, whose keys, limits and members belong together." })
@Entity("account")
export class Account implements Node {
  @PrimaryColumn(col.id) id: string;

  @Field(() => String, { description: "The account's name in API paths." })
  @Column(col.exact(64))
  sid: string;

  @Field(() => String, { description: "For people." })
  @Column({ type: "varchar", length: 100 })
  name: string;

  @Field(() => Boolean, { description: "While true, every call with its keys is denied." })
  @Column(col.flag)
  suspended: boolean;

  @Column(col.instant) createdAt: Date;
  /** Revision of the newest change that a gateway must know. */
  @Column(col.count) revision: number;
}
