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
