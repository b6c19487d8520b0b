import { Column, Entity, PrimaryColumn } from "typeorm";
import * as col from "../database/columns.js";

export enum Environment {
  PRODUCTION = "PRODUCTION",
  TEST = "TEST",
}

export enum AccessScope {
  ALL_APIS = "ALL_APIS",
  SELECTED_APIS = "SELECTED_APIS",
}

export enum AddressScope {
  ANY_ADDRESS = "ANY_ADDRESS",
  ALLOWLIST_ONLY = "ALLOWLIST_ONLY",
}

/** A pair's lasting half. A deleted one keeps its row, so that its audit and usage keep their subject. */
@Entity("api_key")
export class ApiKey {
  @PrimaryColumn(col.id) id: string;
  @Column(col.id) accountId: string;
  /** Public: the HTTP Basic username. */
  @Column({ type: "varchar", length: 64 }) key: string;
  @Column({ type: "varchar", length: 100 }) name: string;
  /** The name while the key lives, else null: what makes names unique among living keys only. */
  @Column({ type: "varchar", length: 100, nullable: true }) liveName: string | null;
  @Column({ type: "varchar", length: 500, nullable: true }) note: string | null;
  @Column({ type: "varchar", length: 16 }) environment: Environment;
  @Column({ type: "simple-json" }) labels: string[];
  @Column(col.flag) isDefault: boolean;
  @Column(col.flag) disabled: boolean;
  @Column(col.instant) createdAt: Date;
  @Column(col.optionalId) createdById: string | null;
  @Column(col.optionalId) holderId: string | null;
  @Column(col.optionalInstant) expiresAt: Date | null;
  @Column({ type: "varchar", length: 16 }) accessScope: AccessScope;
  @Column({ type: "varchar", length: 16 }) addressScope: AddressScope;
  @Column({ type: "int" }) version: number;
  @Column(col.optionalInstant) deletedAt: Date | null;
  /** Revision of the newest change of this key, its tokens, permissions or allowlist. */
  @Column(col.count) revision: number;
}
