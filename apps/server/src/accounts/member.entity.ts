import { Field, ID, ObjectType, registerEnumType } from "type-graphql";
import { Column, Entity, PrimaryColumn } from "typeorm";
import * as col from "../database/columns.js";
import { DateTime } from "../graphql/scalars.js";

export enum Role {
  OWNER = "OWNER",
  ADMIN = "ADMIN",
  DEVELOPER = "DEVELOPER",
  VIEWER = "VIEWER",
}

registerEnumType(Role, {
  name: "Role",
  description: "What a member may do in an account.",
  valuesConfig: {
    OWNER: { description: "Everything." },
    ADMIN: { description: "Everything but what concerns owners." },
    DEVELOPER: { description: "Makes and changes keys that can't manage keys themselves; asks for limits." },
    VIEWER: { description: "Reads." },
  },
});

@ObjectType({ description: "A person in an account." })
@Entity("member")
export class Member {
  @Field(() => ID, { description: "Opaque." })
  @PrimaryColumn(col.id)
  id: string;

  @Column(col.id) accountId: string;
  @Column(col.id) userId: string;

  @Field(() => Role, { description: "What they may do there." })
  @Column(col.oneOf(Role, Role.VIEWER))
  role: Role;

  @Field(() => DateTime, { description: "Since when." })
  @Column(col.instant)
  joinedAt: Date;
}
