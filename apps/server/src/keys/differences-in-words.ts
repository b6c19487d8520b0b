import type { EntityManager } from "typeorm";
import { User } from "../identity/user.entity.js";
import { publicNameOf } from "../identity/user.service.js";
import type { ApiKey } from "./api-key.entity.js";

export type Fields = Partial<
  Pick<ApiKey, "name" | "note" | "environment" | "labels" | "holderId" | "expiresAt">
>;

/** What these fields change of a key, for its account's audit: in words, since who reads that knows neither ids nor the API's names. */
export async function differencesInWords(
  manager: EntityManager,
  key: ApiKey,
  fields: Fields,
): Promise<string> {
  const before = await inWords(manager, key);
  const after = await inWords(manager, { ...key, ...fields });
  const parts = Object.entries(before)
    .map(([name, was], at) => [name, was, Object.values(after)[at]])
    .filter(([, was, is]) => was !== is)
    .map(([name, was, is]) => `${name} ${was} → ${is}`);
  return `Key "${key.name}": ${parts.length > 0 ? parts.join("; ") : "nothing changed"}.`;
}

async function inWords(manager: EntityManager, key: Required<Fields>): Promise<Record<string, string>> {
  const { name, note, environment, labels, holderId, expiresAt } = key;
  return {
    name: JSON.stringify(name),
    note: note === null ? "none" : JSON.stringify(note),
    environment: environment.toLowerCase(),
    labels: labels.map((label) => JSON.stringify(label)).join(", ") || "none",
    holder: holderId === null ? "nobody" : await holderInWords(manager, holderId),
    expires: expiresAt === null ? "never" : expiresAt.toISOString(),
  };
}

async function holderInWords(manager: EntityManager, id: string): Promise<string> {
  const isThere = await manager.existsBy(User, { id });
  return isThere ? `"${await publicNameOf(manager, id)}" (${id})` : id;
}
