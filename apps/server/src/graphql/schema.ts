import "reflect-metadata";
import { type GraphQLSchema, lexicographicSortSchema } from "graphql";
import { buildSchemaSync } from "type-graphql";
import { AccountResolver } from "../accounts/account.resolver.js";
import { InvitationResolver } from "../accounts/invitation.resolver.js";
import { MemberResolver } from "../accounts/member.resolver.js";
import { NotificationResolver } from "../accounts/notification.resolver.js";
import { AllowlistResolver } from "../allowlist/allowlist.resolver.js";
import { AuditEventResolver } from "../audit/audit-event.resolver.js";
import { ApiResolver, OperationResolver } from "../catalogue/catalogue.resolver.js";
import { SessionResolver } from "../identity/session.resolver.js";
import { UserResolver } from "../identity/user.resolver.js";
import { ViewerResolver } from "../identity/viewer.resolver.js";
import { ApiKeyResolver } from "../keys/api-key.resolver.js";
import { SimulateAccessResolver } from "../keys/simulate-access.resolver.js";
import { TokenResolver } from "../keys/token.resolver.js";
import { PermissionResolver } from "../permissions/permission.resolver.js";
import { AutoApprovalResolver } from "../throttle/auto-approval.resolver.js";
import { ThrottleDecisionResolver } from "../throttle/throttle-decision.resolver.js";
import { ThrottleLimitResolver } from "../throttle/throttle-limit.resolver.js";
import { ThrottleRequestResolver } from "../throttle/throttle-request.resolver.js";
import { ThrottleSeriesResolver } from "../throttle/throttle-series.resolver.js";
import { AccessChangeResolver } from "../usage/access-change.resolver.js";
import { AccountUsageResolver } from "../usage/account-usage.resolver.js";
import { GatewayResolver } from "../usage/gateway.resolver.js";
import { KeyUsageResolver } from "../usage/key-usage.resolver.js";
import { InstallationResolver } from "./installation.resolver.js";
import { NodeResolver } from "./node.resolver.js";

/** The schema of the management API, in alphabetical order. Services judge inputs, not decorators. */
export function buildApiSchema(): GraphQLSchema {
  return lexicographicSortSchema(
    buildSchemaSync({
      resolvers: [
        AccessChangeResolver,
        AccountResolver,
        AccountUsageResolver,
        AllowlistResolver,
        ApiKeyResolver,
        ApiResolver,
        AuditEventResolver,
        AutoApprovalResolver,
        GatewayResolver,
        InstallationResolver,
        InvitationResolver,
        KeyUsageResolver,
        MemberResolver,
        NodeResolver,
        NotificationResolver,
        OperationResolver,
        PermissionResolver,
        SessionResolver,
        SimulateAccessResolver,
        ThrottleDecisionResolver,
        ThrottleLimitResolver,
        ThrottleRequestResolver,
        ThrottleSeriesResolver,
        TokenResolver,
        UserResolver,
        ViewerResolver,
      ],
      validate: false,
    }),
  );
}
