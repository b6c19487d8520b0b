import { Column, Entity, PrimaryColumn } from "typeorm";
import * as col from "../database/columns.js";

/** When a token was last right, whatever came after. Written by gateways. */
@Entity("last_use")
export class LastUse {
  @PrimaryColumn(col.id) tokenId: string;
  @Column(col.id) apiKeyId: string;
  @Column(col.instant) at: Date;
  @Column({ type: "varchar", length: 64, nullable: true }) address: string | null;

  /** Its code. Null: the call was denied before its path was matched, or made before this was kept. */
  @Column({ ...col.code, nullable: true })
  operation: string | null;
}
