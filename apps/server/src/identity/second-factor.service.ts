import { Failure } from "@latchkey/program";
import { getAuthoritativeSessionFromCtx, isAPIError } from "better-auth/api";
import { type Actor, type Change, change, INSTALLATION } from "../database/change.js";
import type { Store } from "../database/store.js";
import { readEmail } from "../forms.js";
import { personInWords } from "./person.js";
import { SecondFactor } from "./second-factor.entity.js";
import { mailSecurityChange } from "./security-mail.js";
import { Session } from "./session.entity.js";
import type { AuthRequest } from "./totp.js";
import { User } from "./user.entity.js";

/**
 * Ends all sessions of somebody who has turned their second factor on or off: whoever opened one before may have known the password alone.
 * The act stands in the installation's audit.
 */
export async function endSessionsOf(
  store: Store,
  user: Pick<User, "id" | "twoFactorEnabled">,
  actor: Actor,
): Promise<void> {
  await change(store, null, actor, async (work) => {
    await work.manager.delete(Session, { userId: user.id });
    // better-auth says so only later: killed before that, it would take no code of theirs ever again.
    if (user.twoFactorEnabled)
      await work.manager.update(SecondFactor, { userId: user.id }, { verified: true });
    const [action, was] = user.twoFactorEnabled
      ? (["enabled", "turned on"] as const)
      : (["disabled", "turned off"] as const);
    audit(work, action, user.id, `A person's second factor was ${was}, and their other sessions ended.`);
    await mailSecurityChange(work, user.id, `secondFactor.${action}`, actor.address);
  });
}

/** Once better-auth has made new recovery codes for the signed-in person: the act stands in the installation's audit, and they are told. */
export async function tellOfNewCodes(
  store: Store,
  request: AuthRequest,
  address: string | null,
): Promise<void> {
  const session = isAPIError(request.context.returned) ? null : await getAuthoritativeSessionFromCtx(request);
  if (!session) return;
  const { id: userId } = session.user;
  const actor = { userId, apiKey: null, address };
  await change(store, null, actor, async (work) => {
    audit(work, "renewed", userId, "A person made new recovery codes; those of before work no longer.");
    await mailSecurityChange(work, userId, "secondFactor.renewed", address);
  });
}

/**
 * For who has lost both the app and the recovery codes: the password alone signs them in again.
 * @throws {Failure} one line: an address that can't be used or that nobody has, or no second factor
 */
export async function removeSecondFactor(store: Store, givenEmail: string): Promise<void> {
  const email = readEmail(givenEmail);
  await change(store, null, INSTALLATION, async (work) => {
    const { manager } = work;
    const user = await manager.findOneBy(User, { email });
    if (user === null) throw new Failure("Nobody signs in with this e-mail address.");
    if (!user.twoFactorEnabled) throw new Failure("This person has no second factor.");
    await manager.update(User, { id: user.id }, { twoFactorEnabled: false });
    await manager.delete(SecondFactor, { userId: user.id });
    await manager.delete(Session, { userId: user.id });
    const summary = `The second factor of ${personInWords(user)} was removed on the server, and their sessions ended.`;
    audit(work, "removed", user.id, summary);
    await mailSecurityChange(work, user.id, "secondFactor.removed", "the server");
  });
}

function audit({ audit }: Change, action: string, subjectId: string, summary: string): void {
  audit({ action: `secondFactor.${action}`, subjectId, summary });
}
