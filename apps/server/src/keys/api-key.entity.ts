import { Field, Int, ObjectType, registerEnumType } from "type-graphql";
import { Column, Entity, PrimaryColumn } from "typeorm";
import * as col from "../database/columns.js";
import { Node } from "../graphql/node.js";
import { DateTime } from "../graphql/scalars.js";

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

export enum ApiKeyStatus {
  ACTIVE = "ACTIVE",
  DISABLED = "DISABLED",
  EXPIRED = "EXPIRED",
}

export enum ApiKeyOrder {
  NEWEST = "NEWEST",
  OLDEST = "OLDEST",
  NAME = "NAME",
  IDLE_LONGEST = "IDLE_LONGEST",
  ENDS_FIRST = "ENDS_FIRST",
}

registerEnumType(Environment, {
  name: "Environment",
  description: "What a key is for; a mark for people, gateways treat both alike.",
  valuesConfig: {
    PRODUCTION: { description: "Real traffic." },
    TEST: { description: "Trying things out." },
  },
});
registerEnumType(AccessScope, {
  name: "AccessScope",
  description: "Which Apis a key may call.",
  valuesConfig: {
    ALL_APIS: { description: "Every product Api, future ones too; never the built-in `access-control`." },
    SELECTED_APIS: { description: "What `permissions` lists and nothing else; an empty list is nothing." },
  },
});
registerEnumType(AddressScope, {
  name: "AddressScope",
  description: "From where a key may be used.",
  valuesConfig: {
    ANY_ADDRESS: { description: "From anywhere." },
    ALLOWLIST_ONLY: { description: "From the networks of `allowlist` only; an empty list is nowhere." },
  },
});
registerEnumType(ApiKeyStatus, {
  name: "ApiKeyStatus",
  description: "Whether a key can be used at all.",
  valuesConfig: {
    ACTIVE: { description: "It can be used." },
    DISABLED: { description: "Switched off, until it is enabled again." },
    EXPIRED: { description: "Its `expiresAt` has passed." },
  },
});

registerEnumType(ApiKeyOrder, {
  name: "ApiKeyOrder",
  description: "How a list of keys is in order; of equal ones the newest is first.",
  valuesConfig: {
    NEWEST: { description: "The one that was made last is first." },
    OLDEST: { description: "The one that was made first is first." },
    NAME: { description: "By name, whatever its case." },
    IDLE_LONGEST: {
      description: "The one used longest ago first; one that was never used counts from when it was made.",
    },
    ENDS_FIRST: { description: "By `expiresAt`, ended ones too; those without an end are last." },
  },
});

/** A deleted one keeps its row, so that its audit and usage keep their subject. */
@ObjectType({
  implements: Node,
  description: "A pair's lasting half: who calls, and what and from where it may.",
})
@Entity("api_key")
export class ApiKey implements Node {
  @PrimaryColumn(col.id) id: string;
  @Column(col.id) accountId: string;

  @Field(() => String, { description: "Public: the user name of HTTP Basic." })
  @Column(col.exact(64))
  key: string;

  @Field(() => String, { description: "Unique among the account's living keys." })
  @Column({ type: "varchar", length: 100 })
  name: string;

  /** The name while the key lives, else null: what makes names unique among living keys only. */
  @Column({ ...col.exact(101), nullable: true }) liveName: string | null;

  @Field(() => String, { nullable: true, description: "Whatever its owner wants to remember." })
  @Column({ type: "varchar", length: 500, nullable: true })
  note: string | null;

  @Field(() => Environment, { description: "What the key is for." })
  @Column(col.oneOf(Environment, Environment.PRODUCTION))
  environment: Environment;

  @Field(() => [String], { description: "Marks to find it by." })
  @Column(col.texts)
  labels: string[];

  @Field(() => Boolean, {
    description: "The key that came with the account; it can be deleted like any other.",
  })
  @Column(col.flag)
  isDefault: boolean;

  @Column(col.flag) disabled: boolean;

  @Field(() => DateTime, { description: "When it was made." })
  @Column(col.instant)
  createdAt: Date;

  @Column(col.optionalId) createdById: string | null;
  @Column(col.optionalId) holderId: string | null;

  @Field(() => DateTime, { nullable: true, description: "From then on it is denied; null: never." })
  @Column(col.optionalInstant)
  expiresAt: Date | null;

  @Field(() => AccessScope, { description: "Whether `permissions` restricts it." })
  @Column(col.oneOf(AccessScope, AccessScope.SELECTED_APIS))
  accessScope: AccessScope;

  @Field(() => AddressScope, { description: "Whether `allowlist` restricts it." })
  @Column(col.oneOf(AddressScope, AddressScope.ALLOWLIST_ONLY))
  addressScope: AddressScope;

  @Field(() => Int, { description: "Grows with every change; send it as `expectedVersion`." })
  @Column(col.int)
  version: number;

  @Column(col.optionalInstant) deletedAt: Date | null;
  /** Revision of the newest change of this key, its tokens, permissions or allowlist. */
  @Column(col.count) revision: number;
}
