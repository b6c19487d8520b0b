import { latchkey, serves } from "@latchkey/enforcer/express";
import express from "express";

const {
  DATABASE_URL = "sqlite:data/latchkey.sqlite",
  REDIS_URL,
  HOST = "127.0.0.1",
  PORT = "4200",
} = process.env;

const guard = await latchkey({
  databaseUrl: DATABASE_URL,
  redisUrl: REDIS_URL || undefined,
  logger: console,
});

const app = express();
// Paths are judged with their case and their slashes, so they are routed with them too.
app.enable("case sensitive routing").enable("strict routing").disable("x-powered-by");

// Before everything else, so that nothing is parsed, and nothing served, that was not allowed.
app.use(guard);
app.use(express.json());

app.get("/v1/Accounts/:sid/Calls{.json}", serves("voice.calls.list"), echo);
app.post("/v1/Accounts/:sid/Sms/send{.json}", serves("sms.send"), echo);
app.get("/v3/accounts/:sid/calls/active", serves("voice.calls.active-v3"), echo);
app.get("/v3/accounts/:sid/calls/:call", serves("voice.calls.get-v3"), echo);

/** Tells what arrives at a handler: who calls, and the request without its credentials. */
function echo(request, response) {
  const { params, body, rawHeaders, latchkey } = request;
  response.json({ route: request.route.path, params, body, rawHeaders, latchkey });
}

const server = app.listen(Number(PORT), HOST, (error) => {
  if (error) throw error;
  console.info(`listening on http://${HOST}:${server.address().port}`);
});

for (const signal of ["SIGINT", "SIGTERM"]) {
  process.once(signal, () => server.close(() => guard.close()));
}
