import type { Admission, RulesReader } from "@latchkey/enforcer";
import type { Store } from "../database/store.js";
import type { User } from "../identity/user.entity.js";
import type { Log } from "../log.js";
import type { MailLink } from "../mail/sealed-letter.js";

/** What lasts as long as the process. */
export interface Installation extends Store {
  /** What gateways judge by. */
  rules: RulesReader;
  /** Where customers send their API requests; shown in snippets. */
  gatewayUrl: string;
  supportEmail: string | null;
  mailLink: MailLink;
  log: Log;
}

/** What one GraphQL request knows: who asks, and from where. */
export interface Context {
  installation: Installation;
  /** The signed-in person; null: nobody signed in. */
  user: User | null;
  /** The key that asks, in a person's place; null: none does. */
  automation: Admission | null;
  /** The person's session; null: no person asks. */
  sessionId: string | null;
  isOperator: boolean;
  hasSecondFactor: boolean;
  /** On the provider's staff, but not an operator for want of a second factor. */
  lacksSecondFactor: boolean;
  /** The client's address, or null when it is unknown. */
  address: string | null;
  requestId: string;
}
