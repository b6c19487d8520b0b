import { latchkey, serves } from "@latchkey/enforcer/fastify";
import fastify from "fastify";

const {
  DATABASE_URL = "sqlite:data/latchkey.sqlite",
  REDIS_URL,
  HOST = "127.0.0.1",
  PORT = "4201",
} = process.env;

const app = fastify();

// Before every other plugin that has routes, so that nothing is parsed, and nothing served, that was not allowed.
app.register(latchkey, { databaseUrl: DATABASE_URL, redisUrl: REDIS_URL || undefined, logger: console });

app.get("/v1/Accounts/:sid/Calls", serves("voice.calls.list"), echo);
app.get("/v1/Accounts/:sid/Calls.json", serves("voice.calls.list"), echo);
app.post("/v1/Accounts/:sid/Sms/send", serves("sms.send"), echo);
app.post("/v1/Accounts/:sid/Sms/send.json", serves("sms.send"), echo);
app.get("/v3/accounts/:sid/calls/active", serves("voice.calls.active-v3"), echo);
app.get("/v3/accounts/:sid/calls/:call", serves("voice.calls.get-v3"), echo);

/** Tells what arrives at a handler: who calls, and the request without its credentials. */
async function echo(request) {
  const { params, body, latchkey } = request;
  return { route: request.routeOptions.url, params, body, rawHeaders: request.raw.rawHeaders, latchkey };
}

await app.listen({ port: Number(PORT), host: HOST });
console.info(`listening on http://${HOST}:${app.server.address().port}`);

for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => app.close());
