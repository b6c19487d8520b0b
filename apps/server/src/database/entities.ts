import { Account } from "../accounts/account.entity.js";
import { Invitation } from "../accounts/invitation.entity.js";
import { Member } from "../accounts/member.entity.js";
import { NotificationChoice } from "../accounts/notification-choice.entity.js";
import { AllowlistEntry } from "../allowlist/allowlist-entry.entity.js";
import { AuditChain } from "../audit/audit-chain.entity.js";
import { AuditEvent } from "../audit/audit-event.entity.js";
import { Api } from "../catalogue/api.entity.js";
import { Operation } from "../catalogue/operation.entity.js";
import { FormerOperator } from "../identity/former-operator.entity.js";
import { Operator } from "../identity/operator.entity.js";
import { SecondFactor } from "../identity/second-factor.entity.js";
import { Session } from "../identity/session.entity.js";
import { SignInMethod } from "../identity/sign-in-method.entity.js";
import { User } from "../identity/user.entity.js";
import { Verification } from "../identity/verification.entity.js";
import { ApiKey } from "../keys/api-key.entity.js";
import { Token } from "../keys/token.entity.js";
import { Mail } from "../mail/mail.entity.js";
import { Permission } from "../permissions/permission.entity.js";
import { AutoApprovalRule } from "../throttle/auto-approval-rule.entity.js";
import { ThrottleGrant } from "../throttle/throttle-grant.entity.js";
import { ThrottleRequest } from "../throttle/throttle-request.entity.js";
import { ThrottleLive, ThrottleMinute } from "../throttle/throttle-usage.entity.js";
import { Denial } from "../usage/denial.entity.js";
import { Gateway } from "../usage/gateway.entity.js";
import { LastUse } from "../usage/last-use.entity.js";
import { UsageMinute } from "../usage/usage-minute.entity.js";
import { IdempotencyRecord } from "./idempotency-record.entity.js";
import { Revision } from "./revision.entity.js";

export const entities = [
  Account,
  AllowlistEntry,
  Api,
  ApiKey,
  AuditChain,
  AuditEvent,
  AutoApprovalRule,
  Denial,
  FormerOperator,
  Gateway,
  IdempotencyRecord,
  Invitation,
  LastUse,
  Mail,
  Member,
  NotificationChoice,
  Operation,
  Operator,
  Permission,
  Revision,
  SecondFactor,
  Session,
  SignInMethod,
  ThrottleGrant,
  ThrottleLive,
  ThrottleMinute,
  ThrottleRequest,
  Token,
  UsageMinute,
  User,
  Verification,
];
