import { Field, ObjectType } from "type-graphql";
import { Column, Entity, PrimaryColumn } from "typeorm";
import * as col from "../database/columns.js";

@ObjectType({ description: "A network from which a key may be used." })
@Entity("allowlist_entry")
export class AllowlistEntry {
  @PrimaryColumn(col.id) apiKeyId: string;

  @Field(() => String, { description: "In canonical form: always with its prefix length." })
  @PrimaryColumn({ type: "varchar", length: 64 })
  cidr: string;

  @Field(() => String, { nullable: true, description: "Whose network it is." })
  @Column({ type: "varchar", length: 500, nullable: true })
  note: string | null;

  /** Place in the owner's list, from 0. */
  @Column(col.int) position: number;
}
