import { sha256 } from "../../rules/token.mjs";
import type { Rules } from "../../rules/types.mjs";
import type { State } from "./state.js";

/** What gateways judge by. */
export function decisionRules({ accounts, keys, apis, operations, grants }: State): Rules {
  const sidOf = (id: string) => accounts.find((account) => account.id === id)?.sid ?? "";
  return {
    accounts,
    apis: apis.map((api) => ({ ...api, windowMs: 60_000 })),
    // Of those of one moment the later wins.
    grants: grants.map(({ account, endedAt, ...grant }, createdAt) => ({
      ...grant,
      sid: sidOf(account),
      createdAt,
      ended: endedAt !== null,
    })),
    operations: operations.map((code) => ({
      code,
      api: code.split(".")[0] ?? "",
      template: `/v1/Accounts/{sid}/${code}`,
      method: code.endsWith("send") ? "POST" : "GET",
    })),
    keys: keys
      .filter(({ deleted }) => !deleted)
      .map(({ account, disabled, permissions, allowlist, tokens, ...key }) => ({
        ...key,
        sid: sidOf(account),
        enabled: !disabled,
        codes: permissions,
        allowlist: allowlist.map(({ cidr }) => cidr),
        tokens: tokens.map(({ text, retiresAt, ended }) => ({
          sha256: sha256(text),
          retiresAt,
          deleted: ended,
        })),
      })),
  };
}
