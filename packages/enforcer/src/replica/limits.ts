import { ACCESS_CONTROL_API, type LimitRule } from "@latchkey/enforcement";
import type { Row } from "../sql/database.js";
import { optionalInstant, text, whole } from "./columns.js";
import type { Problems } from "./problems.js";

interface Grant {
  id: string;
  accountId: string;
  api: string;
  /** Null when it can't be read. */
  limit: number | null;
  validUntil: number | null;
  createdAt: number;
}

/** Grants of one account for one Api. Sorted when first asked for: whoever applies many of them one by one must not sort for each. */
class Grants {
  private readonly byId = new Map<string, Grant>();
  private sorted: readonly Grant[] | null = null;

  add(grant: Grant): void {
    this.byId.set(grant.id, grant);
    this.sorted = null;
  }

  remove(id: string): void {
    this.byId.delete(id);
    this.sorted = null;
  }

  newestFirst(): readonly Grant[] {
    this.sorted ??= [...this.byId.values()].sort(
      (a, b) => b.createdAt - a.createdAt || (b.id > a.id ? 1 : -1),
    );
    return this.sorted;
  }
}

/** Limits that hold without a row. */
const BUILT_IN: readonly [string, LimitRule][] = [
  [
    ACCESS_CONTROL_API.code,
    { limit: ACCESS_CONTROL_API.limit, windowSeconds: ACCESS_CONTROL_API.windowSeconds },
  ],
];

/** The limits of Apis, and those that were granted to single accounts. */
export class Limits {
  /** By code; null when the Api is broken. */
  private apis = new Map<string, LimitRule | null>(BUILT_IN);
  /** By account, then by Api. */
  private readonly grants = new Map<string, Map<string, Grants>>();

  /** As `Rules.findLimit`. */
  find(accountId: string, api: string, now: number): LimitRule | undefined {
    const standard = this.apis.get(api);
    if (!standard) return undefined;
    const grants = this.grants.get(accountId)?.get(api);
    if (grants === undefined) return standard;
    const grant = grants.newestFirst().find(({ validUntil }) => validUntil === null || validUntil > now);
    if (!grant) return standard;
    if (grant.limit === null) return undefined;
    return { limit: grant.limit, windowSeconds: standard.windowSeconds };
  }

  /** `broken`: codes of Apis that are broken for another reason than their own row. */
  setApis(rows: readonly Row[], broken: ReadonlySet<string>, problems: Problems): void {
    const apis = new Map<string, LimitRule | null>(BUILT_IN);
    for (const row of rows) {
      const rule = problems.attempt("api", row.code, () => readApi(row));
      apis.set(String(row.code), broken.has(String(row.code)) ? null : rule);
    }
    this.apis = apis;
  }

  applyGrant(row: Row, problems: Problems): void {
    const grant = problems.attempt("throttle_grant", row.id, () => readGrant(row, problems));
    if (!grant) return;
    const ofAccount = this.grants.get(grant.accountId) ?? new Map<string, Grants>();
    this.grants.set(grant.accountId, ofAccount);
    const ofApi = ofAccount.get(grant.api) ?? new Grants();
    ofAccount.set(grant.api, ofApi);
    if (row.endedAt === null) ofApi.add(grant);
    else ofApi.remove(grant.id);
  }
}

function readApi(row: Row): LimitRule {
  const standard = whole(row.catalogueLimit, "catalogueLimit", 1);
  const limit = row.operatorLimit === null ? standard : whole(row.operatorLimit, "operatorLimit", 1);
  return { limit, windowSeconds: whole(row.windowSeconds, "windowSeconds", 1) };
}

/** When it can be read whose grant it is, anything else that can't be read makes that limit broken until the grant is ended. */
function readGrant(row: Row, problems: Problems): Grant {
  const grant = {
    id: text(row.id, "id"),
    accountId: text(row.accountId, "accountId"),
    api: text(row.apiCode, "apiCode"),
  };
  const terms = problems.attempt("throttle_grant", row.id, () => ({
    limit: whole(row.limit, "limit", 1),
    validUntil: optionalInstant(row.validUntil, "validUntil"),
    createdAt: whole(row.createdAt, "createdAt", 0),
  }));
  return { ...grant, ...(terms ?? { limit: null, validUntil: null, createdAt: Number.MAX_SAFE_INTEGER }) };
}
