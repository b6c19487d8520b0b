// What the management API knows. Ids and texts that the product makes up are written in when it has told them; until then they are "".

export type Role = "OWNER" | "ADMIN" | "DEVELOPER" | "VIEWER";
/** What the one who asks is in an account. */
export type Part = Role | "KEY" | "STAFF";
/** Both null: nobody has signed in. */
export type Who = { user: User | null; key: ApiKey | null };

type Texts<Name extends string> = Record<Name, string>;
type Numbers<Name extends string> = Record<Name, number>;
type Flags<Name extends string> = Record<Name, boolean>;
/** Ids, or texts, or null. */
type Maybe<Name extends string> = Record<Name, string | null>;
/** Moments in epoch milliseconds, or null. */
type Moments<Name extends string> = Record<Name, number | null>;

export type Account = Texts<"id" | "sid" | "name"> & Flags<"suspended">;
export type User = Texts<"id" | "name" | "email"> & Flags<"isOperator">;
export type Member = Texts<"id" | "account" | "user"> & Numbers<"joinedAt"> & { role: Role };
export type Invitation = Texts<"id" | "account" | "email" | "invitedBy"> &
  Numbers<"expiresAt"> & { role: Role };

export type ApiKey = Texts<"id" | "account" | "key" | "name" | "environment"> &
  Maybe<"note" | "holder" | "createdBy"> &
  Flags<"disabled" | "deleted"> &
  Numbers<"createdAt" | "version"> &
  Moments<"expiresAt"> & {
    labels: string[];
    accessScope: "ALL_APIS" | "SELECTED_APIS";
    permissions: string[];
    addressScope: "ANY_ADDRESS" | "ALLOWLIST_ONLY";
    allowlist: { cidr: string; note: string | null }[];
    /** All that it ever had, the oldest first. */
    tokens: Token[];
    regeneratedBy: string[];
  };
/** `ended`: before its time. */
export type Token = Texts<"text"> & Numbers<"createdAt"> & Moments<"retiresAt"> & Flags<"ended">;

/** `retired`: it has left the catalogue. */
export type Api = Texts<"code"> &
  Numbers<"catalogueLimit"> & { operatorLimit: number | null } & Maybe<"setBy"> &
  Flags<"retired">;
/** How busy an account was in it. */
type Minute = Texts<"account" | "api"> & Numbers<"minute" | "peak" | "throttled">;
type Rule = Flags<"enabled"> & Numbers<"upToTimesDefault" | "peakShare" | "version"> & Maybe<"setBy">;
/** `decisionNote`: null also where the product's own words stand. */
export type ThrottleRequest = Texts<"id" | "account" | "api" | "reason"> &
  Numbers<"version" | "currentLimit" | "requestedLimit"> &
  Maybe<"requestedBy" | "enteredBy" | "decidedBy" | "decisionNote"> &
  Moments<"requestedUntil" | "validUntil" | "decidedAt"> & {
    status: "PENDING" | "APPROVED" | "DECLINED" | "WITHDRAWN";
    grantedLimit: number | null;
    evidence: { peak: number; throttled: number };
  };
type Grant = Texts<"id" | "account" | "api"> &
  Numbers<"limit"> &
  Moments<"validUntil" | "endedAt"> & { request: ThrottleRequest };

/** One with an idempotency key that was carried out. */
type Call = Texts<"name" | "input"> & Numbers<"at"> & { subject: { id: string } };
/** `account`: null in the installation's audit. `about`: what its sentence must tell. */
export type Event = Maybe<"account" | "user" | "key"> &
  Texts<"action" | "about"> &
  Numbers<"at"> & { subject: { id: string } | null };

export interface State {
  now: number;
  /** Of what gateways follow. */
  revision: number;
  accounts: Account[];
  users: User[];
  members: Member[];
  /** Deleted ones too. All rows: the oldest first. */
  keys: ApiKey[];
  apis: Api[];
  /** Codes of those that the catalogue has now. */
  operations: string[];
  minutes: Minute[];
  grants: Grant[];
  requests: ThrottleRequest[];
  rule: Rule;
  /** Also those that have run out. */
  invitations: Invitation[];
  calls: Call[];
  events: Event[];
}

/** What is sent: scalars as they stand in JSON. */
// biome-ignore lint/suspicious/noExplicitAny: each mutation has another one
export type Input = Record<string, any>;

/** What a mutation has done. `account` is "" where it is the one that was made, `action` is "" where nothing is written down, `followed` whether gateways must learn of it. */
export interface Done {
  account: string | null;
  action: string;
  subject: { id: string } | null;
  about?: string;
  followed?: boolean;
  /** That it has made. */
  token?: Token | null;
  /** What follows from the id of an account that it has made. */
  named?: (id: string) => void;
}
/** Judges, and only then changes the state. @throws Refusal */
export type Mutation = (state: State, who: Who, input: Input) => Done;
