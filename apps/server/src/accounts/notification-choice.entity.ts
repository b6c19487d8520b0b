import { Column, Entity, PrimaryColumn } from "typeorm";
import * as col from "../database/columns.js";

/** Whether somebody wants mails of a kind. Without a row they do. */
@Entity("notification_choice")
export class NotificationChoice {
  @PrimaryColumn(col.id) userId: string;
  /** Of which account; empty: as an operator, of all of them. */
  @PrimaryColumn(col.id) accountId: string;
  @PrimaryColumn({ type: "varchar", length: 32 }) kind: string;
  @Column(col.flag) wanted: boolean;
}
