import type { Caller } from "@latchkey/enforcement";

/** Somebody whose token was right. */
export const caller: Caller = {
  accountId: "a",
  accountNumber: 0,
  account: "demo",
  keyId: "k",
  key: "lk_k",
  tokenId: "t",
};
