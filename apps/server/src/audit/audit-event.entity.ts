import { Field, ID, ObjectType } from "type-graphql";
import { Column, Entity, PrimaryColumn } from "typeorm";
import * as col from "../database/columns.js";
import { Node } from "../graphql/node.js";
import { DateTime } from "../graphql/scalars.js";
import { type AuditTopic, TOPIC_OF_ACTION } from "./audit-topic.js";

/** Written in the transaction of the change. */
@ObjectType({ implements: Node, description: "Who changed what, from where." })
@Entity("audit_event")
export class AuditEvent implements Node {
  /** Ordered by time. */
  @PrimaryColumn(col.id) id: string;

  /** Null: of the installation. */
  @Column(col.optionalId) accountId: string | null;

  @Field(() => DateTime, { description: "When it was done." })
  @Column(col.instant)
  at: Date;

  @Field(() => String, {
    description: 'What was done: "apiKey.created", say; "deleteApiKey.refused" where it was not.',
  })
  @Column({ type: "varchar", length: 64 })
  action: string;

  @Column(col.optionalId) actorUserId: string | null;

  @Field(() => String, { nullable: true, description: "The public key that acted, where a key did." })
  @Column({ type: "varchar", length: 64, nullable: true })
  actorApiKey: string | null;

  @Column({ type: "varchar", length: 64, nullable: true })
  address: string | null;

  @Field(() => ID, { nullable: true, description: "What it was done to; it may be gone." })
  @Column(col.optionalId)
  subjectId: string | null;

  @Field(() => String, { description: "The same in a sentence." })
  @Column(col.text)
  summary: string;

  /** Its number in its chain, from 1. Null: written by a version that knew no chains. */
  @Column({ ...col.strictCount, nullable: true })
  position: number | null;

  /** By `linkHash`. */
  @Column({ type: "varchar", length: 64, nullable: true })
  hash: string | null;

  /** Derived by the database from `action`, to be looked up by; no program reads or writes it, and no chain vouches for it. */
  @Column({
    type: "varchar",
    length: 16,
    nullable: true,
    asExpression: TOPIC_OF_ACTION,
    select: false,
    insert: false,
    update: false,
  })
  readonly topic?: AuditTopic | null;
}
