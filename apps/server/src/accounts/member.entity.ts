import { Column, Entity, PrimaryColumn } from "typeorm";
import * as col from "../database/columns.js";

export enum Role {
  OWNER = "OWNER",
  ADMIN = "ADMIN",
  DEVELOPER = "DEVELOPER",
  VIEWER = "VIEWER",
}

/** A user in an account. */
@Entity("member")
export class Member {
  @PrimaryColumn(col.id) id: string;
  @Column(col.id) accountId: string;
  @Column(col.id) userId: string;
  @Column({ type: "varchar", length: 16 }) role: Role;
  @Column(col.instant) joinedAt: Date;
}
