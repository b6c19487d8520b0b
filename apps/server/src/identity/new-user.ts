import { randomBytes } from "node:crypto";
import { hashPassword } from "better-auth/crypto";
import type { Change } from "../database/change.js";
import { newId } from "../database/ids.js";
import { SignInMethod } from "./sign-in-method.entity.js";
import { User } from "./user.entity.js";

interface NewUser {
  /** Left out: a new one. */
  id?: string;
  name: string;
  /** In lower case; who has it has shown so. */
  email: string;
  /** better-auth's slow hash of it. */
  password: string;
}

/** No two people sign in with the same address. */
export const EMAIL_INDEX = { name: "user_by_email", columns: ["user.email"] };

/** Makes a person who signs in with a password, and with no second factor yet. @returns their id */
export async function insertUser(
  { manager, now }: Pick<Change, "manager" | "now">,
  { id = newId("usr", now), name, email, password }: NewUser,
): Promise<string> {
  const times = { createdAt: now, updatedAt: now };
  const facts = { id, name, email, emailVerified: true, image: null, twoFactorEnabled: false };
  await manager.insert(User, { ...facts, ...times });
  await manager.insert(SignInMethod, {
    id: newId("sim", now),
    userId: id,
    accountId: id,
    providerId: "credential",
    password,
    ...times,
  });
  return id;
}

/** Who signs in with an address. */
export interface Person {
  id: string;
  /** Whether they were made for it, with a password that nobody knows: they choose another by "Forgot your password?". */
  isNew: boolean;
}

/** Finds who signs in with the address of `user`, whatever their name and password are, or makes `user`. */
export async function findOrInsertUser(
  work: Pick<Change, "manager" | "now">,
  user: Omit<NewUser, "id">,
): Promise<Person> {
  const known = await work.manager.findOneBy(User, { email: user.email });
  if (known !== null) return { id: known.id, isNew: false };
  return { id: await insertUser(work, user), isNew: true };
}

/** The hash of a password that nobody knows. Slow: to be made before a transaction begins. */
export const unknownPassword = () => hashPassword(randomBytes(32).toString("base64url"));
