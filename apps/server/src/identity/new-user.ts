import { randomBytes } from "node:crypto";
import { hashPassword } from "better-auth/crypto";
import type { Change } from "../database/change.js";
import { newId } from "../database/ids.js";
import { SignInMethod } from "./sign-in-method.entity.js";
import { User } from "./user.entity.js";

interface NewUser {
  id: string;
  name: string;
  /** In lower case; who has it has shown so. */
  email: string;
  /** better-auth's slow hash of it. */
  password: string;
}

/** No two people sign in with the same address. */
export const EMAIL_INDEX = { name: "user_by_email", columns: ["user.email"] };

/** Makes a person who signs in with a password, and with no second factor yet. */
export async function insertUser(
  { manager, now }: Pick<Change, "manager" | "now">,
  { id, name, email, password }: NewUser,
): Promise<void> {
  const times = { createdAt: now, updatedAt: now };
  await manager.insert(User, {
    ...{ id, name, email, emailVerified: true, image: null, twoFactorEnabled: false },
    ...times,
  });
  await manager.insert(SignInMethod, {
    id: newId("sim", now),
    userId: id,
    accountId: id,
    providerId: "credential",
    password,
    ...times,
  });
}

/** Who signs in with an address. */
export interface Person {
  id: string;
  /** Whether they were made for it, with a password that nobody knows: they choose another by "Forgot your password?". */
  isNew: boolean;
}

/** Finds who signs in with an address, or makes them. @param name of somebody new @param password that of somebody new */
export async function findOrInsertUser(
  work: Pick<Change, "manager" | "now">,
  { name, email, password }: Omit<NewUser, "id">,
): Promise<Person> {
  const known = await work.manager.findOneBy(User, { email });
  if (known !== null) return { id: known.id, isNew: false };
  const id = newId("usr", work.now);
  await insertUser(work, { id, name, email, password });
  return { id, isNew: true };
}

/** The hash of a password that nobody knows. Slow: to be made before a transaction begins. */
export const unknownPassword = () => hashPassword(randomBytes(32).toString("base64url"));
