import type { EntityManager } from "typeorm";
import { Account } from "../accounts/account.entity.js";
import { NotificationKind } from "../accounts/notification.js";
import { membersWhoWant, operatorsWhoWant } from "../accounts/recipients.js";
import { Api } from "../catalogue/api.entity.js";
import type { Change } from "../database/change.js";
import { inAccount, inWords, type Letter } from "../mail/letter.js";
import { post } from "../mail/outbox.js";
import { callsInWords, inDigits } from "./limit-words.js";
import type { ThrottleGrant } from "./throttle-grant.entity.js";
import { ThrottleRequest, ThrottleRequestStatus } from "./throttle-request.entity.js";

/** Tells operators that a request waits. */
export async function mailRequest({ manager, now }: Change, request: ThrottleRequest): Promise<void> {
  const { id, requestedLimit, currentLimit, validUntil } = request;
  const { account, api } = await accountAndApi(manager, request);
  const { evidencePeak, evidenceThrottled, evidenceDays } = request;
  const letter: Letter = {
    subject: `${account.name} asks for ${callsInWords(requestedLimit, api)}`,
    paragraphs: [
      `${account.name} (${account.sid}) asks for ${callsInWords(requestedLimit, api)}, ${lasting(validUntil)}. ${inDigits(currentLimit)} are in force.`,
      `In the last ${evidenceDays} days at most ${inDigits(evidencePeak)} calls passed in one window, and ${inDigits(evidenceThrottled)} were throttled.`,
      `Their reason: ${request.reason}`,
    ],
    link: { text: "Decide", path: `/operations/requests/${id}` },
  };
  const recipients = await operatorsWhoWant(manager, NotificationKind.REQUESTS, request.enteredById);
  await post(manager, now, { kind: "throttleRequest.created", subjectId: id, recipients, letter });
}

/** Tells the account, and who asked, what became of a request. @param request as it is now */
export async function mailDecision({ manager, now }: Change, request: ThrottleRequest): Promise<void> {
  const { id, accountId, requestedLimit, grantedLimit, decisionNote } = request;
  const { account, api } = await accountAndApi(manager, request);
  const approved = request.status === ThrottleRequestStatus.APPROVED;
  const said = approved
    ? `${callsInWords(grantedLimit ?? requestedLimit, api)} are granted, ${lasting(request.validUntil)}. They are in force now.`
    : `The request for ${callsInWords(requestedLimit, api)} was declined. The limit stays as it is.`;
  const letter: Letter = {
    subject: `Your request for ${callsInWords(requestedLimit, api)} was ${approved ? "approved" : "declined"}`,
    paragraphs: [
      `Account ${account.name} (${account.sid}): ${said}`,
      ...(decisionNote === null ? [] : [`The note to it: ${decisionNote}`]),
    ],
    link: { text: "See the request", path: inAccount(`/limits/requests/${id}`, account) },
  };
  const { DECISIONS } = NotificationKind;
  const recipients = await membersWhoWant(manager, accountId, DECISIONS, [request.requestedById]);
  await post(manager, now, { kind: "throttleRequest.decided", subjectId: id, recipients, letter });
}

/** Tells the account, and who asked, that a granted limit was ended before its time. @param limit what is in force now */
export async function mailGrantEnded(
  { manager, now }: Change,
  grant: ThrottleGrant,
  limit: number,
): Promise<void> {
  const { account, api } = await accountAndApi(manager, grant);
  const letter: Letter = {
    subject: `The limit of ${callsInWords(grant.limit, api)} was ended`,
    paragraphs: [
      `Account ${account.name} (${account.sid}): the granted limit of ${callsInWords(grant.limit, api)} was ended. ${inDigits(limit)} are in force now.`,
    ],
    link: { text: "See your limits", path: inAccount("/limits", account) },
  };
  const asker = await askerOf(manager, grant);
  const recipients = await membersWhoWant(manager, grant.accountId, NotificationKind.DECISIONS, [asker]);
  await post(manager, now, { kind: "throttleGrant.ended", subjectId: grant.id, recipients, letter });
}

/** The member who asked for what was granted; null: an operator did, or a program. */
export async function askerOf(
  manager: EntityManager,
  { requestId: id }: Pick<ThrottleGrant, "requestId">,
): Promise<string | null> {
  return (id === null ? null : await manager.findOneBy(ThrottleRequest, { id }))?.requestedById ?? null;
}

/** Whose limit a mail is about, and on which Api. */
export async function accountAndApi(
  manager: EntityManager,
  { accountId, apiCode }: { accountId: string; apiCode: string },
): Promise<{ account: Account; api: Api }> {
  const account = await manager.findOneByOrFail(Account, { id: accountId });
  const api = await manager.findOneByOrFail(Api, { code: apiCode });
  return { account, api };
}

const lasting = (until: Date | null) => (until === null ? "without an end" : `until ${inWords(until)}`);
