import { Entity, PrimaryColumn } from "typeorm";
import * as col from "../database/columns.js";

/** A granted Api or Operation of a key. */
@Entity("permission")
export class Permission {
  @PrimaryColumn(col.id) apiKeyId: string;
  @PrimaryColumn(col.code) code: string;
}
