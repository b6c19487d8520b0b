import * as crypto from "node:crypto";
import { createToken, type OperationRule } from "@latchkey/enforcement";
import type { Database, Value } from "../sql/database.js";
import { insert } from "../sql/upsert.js";

type Columns = Record<string, Value>;

/** How a key differs from one of `account-1` for all APIs and any address. */
export interface SeedKey
  extends Partial<
    Record<"accountId" | "accessScope" | "addressScope" | "disabled" | "expiresAt" | "deletedAt", Value>
  > {
  codes?: readonly string[] | undefined;
  cidrs?: readonly string[] | undefined;
  /** The text of its token. Left out: a new one. */
  token?: string | undefined;
}

/** One made-up account with the Apis `sms` and `voice`, and what a test changes. Each method is one change with one revision. */
export class Seed {
  constructor(private readonly database: Database) {}

  async catalogue(limit = 5): Promise<void> {
    await this.change(async (revision) => {
      for (const [position, code] of ["sms", "voice"].entries()) {
        const columns = { position, catalogueLimit: limit, windowSeconds: 60, operatorLimit: null };
        await this.insert("api", { code, name: code, ...columns, retiredAt: null, revision });
      }
      await this.insert(
        "operation",
        operation("sms.send", "POST", "/v1/Accounts/{sid}/Sms/send", 0, revision),
      );
      await this.insert(
        "operation",
        operation("voice.calls.list", "GET", "/v1/Accounts/{sid}/Calls", 1, revision),
      );
    });
  }

  async account(id = "account-1", sid = "demo"): Promise<void> {
    await this.change((revision) =>
      this.insert("account", { id, sid, name: sid, suspended: 0, createdAt: 0, revision }),
    );
  }

  /** One more Api, whose operations belong to no account. */
  async api(code: string, operations: readonly OperationRule[], limit: number): Promise<void> {
    await this.change(async (revision) => {
      const columns = { position: 2, catalogueLimit: limit, windowSeconds: 60, operatorLimit: null };
      await this.insert("api", { code, name: code, ...columns, retiredAt: null, revision });
      for (const [at, { code, method, path }] of operations.entries()) {
        const row = operation(code, method, path, 2 + at, revision);
        await this.insert("operation", { ...row, accountScoped: 0 });
      }
    });
  }

  /** A key with one ACTIVE token; gives the token's text. */
  async key(
    key: string,
    { codes = [], cidrs = [], token = newToken(), ...columns }: SeedKey = {},
  ): Promise<string> {
    await this.change(async (revision) => {
      await this.insert("api_key", {
        id: key,
        accountId: "account-1",
        key,
        name: key,
        liveName: key,
        note: null,
        environment: "PRODUCTION",
        labels: "[]",
        isDefault: 0,
        disabled: 0,
        createdAt: 0,
        createdById: null,
        holderId: null,
        expiresAt: null,
        accessScope: "ALL_APIS",
        addressScope: "ANY_ADDRESS",
        version: 1,
        deletedAt: null,
        revision,
        ...columns,
      });
      await this.token(key, token, `${key}-1`);
      for (const code of codes) await this.insert("permission", { apiKeyId: key, code });
      for (const [position, cidr] of cidrs.entries()) {
        await this.insert("allowlist_entry", { apiKeyId: key, cidr, note: null, position });
      }
    });
    return token;
  }

  /** Another ACTIVE token, while those before retire at `retiresAt`; gives its text. */
  async regenerate(key: string, retiresAt: number, token = newToken()): Promise<string> {
    await this.change(async (revision) => {
      await this.run("UPDATE `token` SET `retiresAt` = ? WHERE `apiKeyId` = ?", [retiresAt, key]);
      await this.token(key, token, `${key}-2`);
      await this.run("UPDATE `api_key` SET `revision` = ? WHERE `id` = ?", [revision, key]);
    });
    return token;
  }

  async grant(id: string, api: string, columns: Columns): Promise<void> {
    await this.change((revision) =>
      this.insert("throttle_grant", {
        id,
        accountId: "account-1",
        apiCode: api,
        limit: 1,
        validUntil: null,
        createdAt: 0,
        grantedById: null,
        requestId: null,
        endedAt: null,
        revision,
        ...columns,
      }),
    );
  }

  /** Sets columns of the row whose `id` or `code` is `name`. */
  async update(table: string, name: string, columns: Columns): Promise<void> {
    await this.change((revision) => {
      const set = { ...columns, revision };
      const key = table === "api" || table === "operation" ? "code" : "id";
      const pairs = Object.keys(set).map((column) => `\`${column}\` = ?`);
      const values = [...Object.values(set), name];
      return this.run(`UPDATE \`${table}\` SET ${pairs.join(", ")} WHERE \`${key}\` = ?`, values);
    });
  }

  async change(work: (revision: number) => Promise<void>): Promise<number> {
    const [row] = await this.database.read("SELECT `value` FROM `revision` WHERE `id` = 1");
    const revision = Number(row?.value) + 1;
    await work(revision);
    const mark = crypto.randomBytes(8).toString("hex");
    await this.run("UPDATE `revision` SET `value` = ?, `mark` = ? WHERE `id` = 1", [revision, mark]);
    await this.insert("revision", { id: revision + 1, value: revision, mark });
    return revision;
  }

  run(sql: string, values: Value[] = []): Promise<void> {
    return this.database.write([{ sql, values }]);
  }

  private async token(apiKeyId: string, token: string, id: string): Promise<void> {
    const hash = crypto.hash("sha256", token, "hex");
    const columns = { hashScheme: "sha256", hash, hint: token.slice(0, 8), createdAt: 0, retiresAt: null };
    await this.insert("token", { id, apiKeyId, ...columns, deletedAt: null });
  }

  private insert(table: string, columns: Columns): Promise<void> {
    return this.database.write(insert(table, Object.keys(columns), [columns]));
  }
}

function newToken(): string {
  return createToken((length) => crypto.randomBytes(length));
}

function operation(code: string, method: string, path: string, position: number, revision: number): Columns {
  const apiCode = code.slice(0, code.indexOf("."));
  return { code, apiCode, position, method, path, summary: "", accountScoped: 1, retiredAt: null, revision };
}

/** An Authorization header. */
export function basic(key: string, token: string): string {
  return `Basic ${Buffer.from(`${key}:${token}`).toString("base64")}`;
}
