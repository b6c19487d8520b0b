import { OPERATIONS } from "../generate/catalogue.mjs";
import { NOW } from "../generate/world.mjs";

/**
 * Writes rules into the product's database, as rows.
 *
 * @import { ApiKey, Account, Grant, Rules } from "../rules/types.mjs"
 * @import { Touched } from "../generate/change.mjs"
 * @typedef {{ sql: string, values: (string | number | null)[] }} Statement
 * @typedef {{ database: { write(statements: Statement[]): Promise<void> }, clear(): Promise<void> }} Place
 */
export class Store {
  revision = 0;
  /** @type {Map<string, string>} */
  #ids = new Map();

  /** @param {Place} place @param {number} [later] milliseconds to add to all instants of the rules */
  constructor(place, later = 0) {
    this.place = place;
    this.later = later;
  }

  /** Replaces everything in the database, at revision 1. @param {Rules} rules */
  async reset(rules) {
    await this.place.clear();
    this.revision = 1;
    await this.#write([
      ...this.#catalogue(rules),
      ...rules.accounts.flatMap((account) => this.#account(account)),
      ...rules.keys.flatMap((key) => this.#key(key)),
    ]);
  }

  /** Writes one change and its revision in one transaction. @param {Rules} rules @param {Touched} touched */
  async change(rules, touched) {
    this.revision += 1;
    await this.#write(this.#touched(rules, touched));
  }

  /** @param {Rules} rules @param {Touched} touched @returns {Statement[]} */
  #touched(rules, touched) {
    if (touched === null) return [];
    if ("key" in touched) return this.#key(touched.key);
    if ("gone" in touched) return this.#gone(touched.gone);
    if ("account" in touched) return this.#account(touched.account);
    if ("grant" in touched) return this.#grant(rules, touched.grant);
    return this.#catalogue(rules);
  }

  /** @param {Statement[]} statements */
  #write(statements) {
    const revision = { sql: "UPDATE `revision` SET `value` = ? WHERE `id` = 1", values: [this.revision] };
    return this.place.database.write([...statements, revision]);
  }

  /** The whole catalogue; operations that are not in the rules are retired. @param {Rules} rules @returns {Statement[]} */
  #catalogue({ operations, apis }) {
    const { revision } = this;
    const inUse = new Set(operations.map(({ code }) => code));
    return [
      remove("api"),
      remove("operation"),
      ...apis.map(({ code, catalogueLimit, operatorLimit, windowMs }, position) =>
        insert("api", {
          code,
          name: code,
          position,
          catalogueLimit,
          windowSeconds: windowMs / 1000,
          operatorLimit,
          retiredAt: null,
          revision,
        }),
      ),
      ...OPERATIONS.map(({ code, api, method, template, accountScoped }, position) =>
        insert("operation", {
          code,
          apiCode: api,
          position,
          method,
          path: template,
          summary: "",
          accountScoped: Number(accountScoped),
          retiredAt: inUse.has(code) ? null : 1,
          revision,
        }),
      ),
    ];
  }

  /** @param {Account} account @returns {Statement[]} */
  #account({ sid, suspended }) {
    const { revision } = this;
    return [
      remove("account", "id", accountId(sid)),
      insert("account", {
        id: accountId(sid),
        sid,
        name: sid,
        suspended: Number(suspended),
        createdAt: 0,
        revision,
      }),
    ];
  }

  /** @param {Rules} rules @param {Grant} grant @returns {Statement[]} */
  #grant({ grants }, grant) {
    const { revision } = this;
    const id = `grant-${grants.indexOf(grant)}`;
    const { sid, api, limit, createdAt, ended } = grant;
    const validUntil = this.#shifted(grant.validUntil);
    const terms = { limit, createdAt, validUntil, endedAt: ended ? NOW : null };
    return [
      remove("throttle_grant", "id", id),
      insert("throttle_grant", {
        id,
        accountId: accountId(sid),
        apiCode: api,
        ...terms,
        grantedById: null,
        requestId: null,
        revision,
      }),
    ];
  }

  /** @param {ApiKey} rule @returns {Statement[]} */
  #key({ key, sid, enabled, expiresAt, accessScope, codes, addressScope, allowlist, tokens }) {
    const { revision } = this;
    const id = this.#idOf(key);
    return [
      remove("token", "apiKeyId", id),
      remove("permission", "apiKeyId", id),
      remove("allowlist_entry", "apiKeyId", id),
      remove("api_key", "id", id),
      insert("api_key", {
        id,
        accountId: accountId(sid),
        key,
        name: key,
        liveName: key,
        note: null,
        environment: "PRODUCTION",
        labels: "[]",
        isDefault: 0,
        disabled: Number(!enabled),
        createdAt: 0,
        createdById: null,
        holderId: null,
        expiresAt: this.#shifted(expiresAt),
        accessScope,
        addressScope,
        version: 1,
        deletedAt: null,
        revision,
      }),
      ...tokens.map(({ sha256, retiresAt, deleted }, at) =>
        insert("token", {
          id: `${id}-${sha256.slice(0, 16)}`,
          apiKeyId: id,
          hashScheme: "sha256",
          hash: sha256,
          hint: "lkt_0000",
          createdAt: at,
          retiresAt: this.#shifted(retiresAt),
          deletedAt: deleted ? NOW : null,
        }),
      ),
      ...codes.map((code) => insert("permission", { apiKeyId: id, code })),
      ...[...new Set(allowlist)].map((cidr, position) =>
        insert("allowlist_entry", { apiKeyId: id, cidr, note: null, position }),
      ),
    ];
  }

  /** @param {string} key @returns {Statement[]} */
  #gone(key) {
    const id = this.#idOf(key);
    const sql = "UPDATE `api_key` SET `deletedAt` = ?, `liveName` = NULL, `revision` = ? WHERE `id` = ?";
    return [remove("token", "apiKeyId", id), { sql, values: [NOW, this.revision, id] }];
  }

  /** @param {number | null} instant */
  #shifted(instant) {
    return instant === null ? null : instant + this.later;
  }

  /** @param {string} key */
  #idOf(key) {
    const id = this.#ids.get(key) ?? `key-${this.#ids.size}`;
    this.#ids.set(key, id);
    return id;
  }
}

/** @param {string} sid */
const accountId = (sid) => `account-${sid}`;

/** @param {string} table @param {Record<string, string | number | null>} row @returns {Statement} */
function insert(table, row) {
  const columns = Object.keys(row).map((column) => `\`${column}\``);
  const marks = columns.map(() => "?");
  return {
    sql: `INSERT INTO \`${table}\` (${columns.join(", ")}) VALUES (${marks.join(", ")})`,
    values: Object.values(row),
  };
}

/** @param {string} table @param {string} [column] @param {string} [value] @returns {Statement} */
const remove = (table, column, value) =>
  column === undefined
    ? { sql: `DELETE FROM \`${table}\``, values: [] }
    : { sql: `DELETE FROM \`${table}\` WHERE \`${column}\` = ?`, values: [String(value)] };
