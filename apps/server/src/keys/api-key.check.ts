import type { EntityManager } from "typeorm";
import { Member } from "../accounts/member.entity.js";
import { notFound } from "../graphql/errors.js";
import { checkLine, checkText } from "../graphql/text.js";
import { type UserError, UserErrorCode, userError } from "../graphql/user-error.js";

const LONGEST_NAME = 100;
const LONGEST_NOTE = 500;
const MOST_LABELS = 20;
const LONGEST_LABEL = 50;

/** What people write about a key. Left out is not judged. */
interface KeyWords {
  name?: string | null;
  note?: string | null;
  labels?: string[] | null;
}

/** All that is wrong with what somebody wrote about a key. */
export function checkWords({ name, note, labels }: KeyWords): UserError[] {
  return [
    ...(name === undefined ? [] : checkLine(name ?? "", LONGEST_NAME, ["name"])),
    ...checkText(note, LONGEST_NOTE, ["note"]),
    ...checkLabels(labels ?? []),
  ];
}

function checkLabels(labels: readonly string[]): UserError[] {
  if (labels.length > MOST_LABELS)
    return [userError(UserErrorCode.LIMIT_REACHED, `At most ${MOST_LABELS} labels.`, ["labels"])];
  return labels.flatMap((label, index) => checkLine(label, LONGEST_LABEL, ["labels", String(index)]));
}

/** Whose key it is must be somebody in the account. @throws NOT_FOUND for anybody else's id, and for nobody's */
export async function checkHolder(
  manager: EntityManager,
  accountId: string,
  userId: string | null | undefined,
): Promise<void> {
  if (userId != null && !(await manager.existsBy(Member, { accountId, userId }))) throw notFound();
}
