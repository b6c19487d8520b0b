import { Column, Entity, PrimaryColumn } from "typeorm";
import * as col from "../database/columns.js";

/** How a user signs in; for a password, its slow hash. Written by better-auth, which calls this an "account". */
@Entity("sign_in_method")
export class SignInMethod {
  @PrimaryColumn(col.id) id: string;
  @Column(col.id) userId: string;
  @Column({ type: "varchar", length: 254 }) accountId: string;
  @Column({ type: "varchar", length: 40 }) providerId: string;
  @Column(col.optionalText) password: string | null;
  @Column(col.optionalText) accessToken: string | null;
  @Column(col.optionalText) refreshToken: string | null;
  @Column(col.optionalText) idToken: string | null;
  @Column(col.optionalInstant) accessTokenExpiresAt: Date | null;
  @Column(col.optionalInstant) refreshTokenExpiresAt: Date | null;
  @Column(col.optionalText) scope: string | null;
  @Column(col.instant) createdAt: Date;
  @Column(col.instant) updatedAt: Date;
}
