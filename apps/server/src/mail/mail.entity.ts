import { Column, Entity, PrimaryColumn } from "typeorm";
import * as col from "../database/columns.js";

/** A mail to one person, written in the transaction of what it tells. The row is deleted some time after its end. */
@Entity("mail")
export class Mail {
  @PrimaryColumn(col.id) id: string;
  /** What makes it another mail than all others: what it tells, of what, to whom. Unique, so that it is written once. */
  @Column({ type: "varchar", length: 200 }) name: string;
  @Column({ type: "varchar", length: 254 }) recipient: string;
  /** A letter, as JSON; a sealed one goes when its end has come. */
  @Column(col.text) letter: string;
  @Column(col.instant) createdAt: Date;
  /** When it is tried next; while somebody tries, when that counts as failed. Null: it was sent or given up. */
  @Column(col.optionalInstant) dueAt: Date | null;
  @Column(col.int) attempts: number;
  @Column(col.optionalInstant) sentAt: Date | null;
  /** Code of the newest failure, such as `ECONNECTION` or `550`. */
  @Column({ type: "varchar", length: 40, nullable: true }) failure: string | null;
}
