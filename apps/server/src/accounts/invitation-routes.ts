import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import type { Store } from "../database/store.js";
import { isTypable } from "../forms.js";
import { codeOfStatus, errorAnswer } from "../http/errors.js";
import { requestHeaders } from "../http/web-headers.js";
import type { Auth } from "../identity/auth.js";
import { whoAsks } from "../identity/who-asks.js";
import type { Log } from "../log.js";
import {
  acceptInvitation,
  lookAtInvitation,
  NotJoined,
  type RefusalCode,
} from "./accept-invitation.service.js";

interface InvitationRouteOptions {
  installation: Store;
  auth: Auth;
  /** Whether the provider's staff are operators with a second factor only. */
  secondFactorRequired: boolean;
  log: Log;
}

/** Longest body, in bytes: a token, a name and a password. */
const BODY_LIMIT = 16 * 1024;

const LOOK = z.object({ token: z.string() });
const ACCEPT = LOOK.extend({
  name: z.string().default(""),
  // None that nobody could sign in with.
  password: z.string().refine(isTypable).default(""),
});

const STATUSES: Record<RefusalCode, number> = {
  INVALID_TOKEN: 404,
  SIGN_IN_FIRST: 401,
  INVALID_NAME: 400,
  PASSWORD_TOO_SHORT: 400,
  PASSWORD_TOO_LONG: 400,
};

/** For people with a link into an account, who may not be able to sign in yet: what it leads to, and joining by it. */
export function invitationRoutes({ installation, auth, secondFactorRequired, log }: InvitationRouteOptions) {
  const identity = { auth, database: installation.database, secondFactorRequired };
  const answerError = errorAnswer(log, (message, _requestId, status) => ({
    code: codeOfStatus(status),
    message,
  }));
  return async (app: FastifyInstance): Promise<void> => {
    app.removeAllContentTypeParsers();
    app.addContentTypeParser(
      "application/json",
      { parseAs: "string" },
      app.getDefaultJsonParser("error", "error"),
    );
    app.addHook("onRequest", async (_request, reply) => {
      reply.header("cache-control", "no-store");
    });
    app.setErrorHandler<FastifyError | NotJoined>((error, request, reply) => {
      if (!(error instanceof NotJoined)) return answerError(error, request, reply);
      const { code, message } = error;
      return reply.code(STATUSES[code]).send({ code, message });
    });
    const post = (url: string, answer: (request: FastifyRequest, reply: FastifyReply) => Promise<object>) =>
      app.post(url, { bodyLimit: BODY_LIMIT }, answer);

    post("/api/invitations/look", async ({ body }) => lookAtInvitation(installation, read(LOOK, body).token));

    post("/api/invitations/accept", async (request, reply) => {
      const signedIn = async () => {
        const { user, cookies } = await whoAsks(identity, requestHeaders(request));
        if (cookies.length > 0) reply.header("set-cookie", cookies);
        return user;
      };
      const { clientAddress: address } = request;
      await acceptInvitation(installation, { ...read(ACCEPT, request.body), signedIn, address });
      return {};
    });
  };
}

/** @throws what is answered with 400 */
function read<T>(schema: z.ZodType<T>, body: unknown): T {
  const { data, success } = schema.safeParse(body);
  if (!success) throw Object.assign(new Error("Not this JSON"), { statusCode: 400 });
  return data;
}
