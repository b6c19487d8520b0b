import { Field, ID, ObjectType } from "type-graphql";
import { Column, Entity, PrimaryColumn } from "typeorm";
import * as col from "../database/columns.js";

/** Written by better-auth. */
@ObjectType({ description: "A person." })
@Entity("user")
export class User {
  @Field(() => ID, { description: "Opaque." })
  @PrimaryColumn(col.id)
  id: string;

  @Column({ type: "varchar", length: 200 }) name: string;
  @Column({ type: "varchar", length: 254 }) email: string;
  @Column(col.flag) emailVerified: boolean;
  @Column(col.optionalText) image: string | null;
  /** Signs in with a second factor. */
  @Column(col.flag) twoFactorEnabled: boolean;
  @Column(col.instant) createdAt: Date;
  @Column(col.instant) updatedAt: Date;
}
