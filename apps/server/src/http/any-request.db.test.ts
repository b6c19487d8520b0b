import "reflect-metadata";
import { connect } from "node:net";
import { brotliCompressSync, gzipSync } from "node:zlib";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { cookieOf, OWNER, type Served, startServed } from "../identity/testing/served.js";

// Whatever is written to the server's port is answered, and never as if the server had failed. INPUT_SEED=… repeats a failure.

const SEED = Number(process.env.INPUT_SEED ?? Date.now() % 1e9);
const REQUESTS = Number(process.env.INPUT_CALLS ?? 300);
/** Milliseconds. */
const LONGEST = 5_000;

let server: Served;
let cookie: string;
beforeAll(async () => {
  server = await startServed();
  cookie = cookieOf(await server.signIn());
});
afterAll(() => server.close());

const any = fc.constantFrom;
const AUTH = [
  ...[
    "sign-in/email",
    "sign-out",
    "change-password",
    "request-password-reset",
    "reset-password",
    "get-session",
  ],
  ...["two-factor/enable", "two-factor/verify-totp", "two-factor/verify-backup-code", "two-factor/disable"],
].map((route) => `/api/auth/${route}`);
const API = ["/graphql", "/api/invitations/look", "/api/invitations/accept", ...AUTH];
const PAGES = [
  ...[
    "/",
    "/keys",
    "/reset/x",
    "/assets/",
    "/graphql/",
    "/GRAPHQL",
    "/%67raphql",
    "/graphql%00",
    "/%zz",
    "*",
  ],
  ...[
    "//evil.example/",
    "http://evil.example/graphql",
    "/..%2f..%2fetc/passwd",
    "/\\..\\x",
    "/api/auth/",
    "/?%zz",
  ],
  ...[`/${"x".repeat(9_000)}`, `/graphql?${"x=1&".repeat(3_000)}`],
];
const METHODS = ["GET", "HEAD", "OPTIONS", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND", "QUERY", "post"];
const TYPES = [
  ...[
    "application/json",
    "application/json; charset=utf-8",
    "application/json;charset=utf-16",
    "APPLICATION/JSON",
  ],
  ...[
    'application/json; charset="x',
    "application/json;;;",
    "text/plain",
    "application/graphql",
    "multipart/form-data",
  ],
  ...["application/x-www-form-urlencoded", "application/json, text/plain", "\u00ff/\u00ff", ""],
];
const LINES = [
  ...["Content-Encoding: gzip", "Content-Encoding: br", "Content-Encoding: x, gzip", "Expect: 100-continue"],
  ...[
    "Expect: 200-ok",
    "Origin: http://evil.example",
    "Accept: text/event-stream",
    "TE: trailers",
    "Range: bytes=5-2,-",
  ],
  ...[
    "If-None-Match: *",
    "If-Modified-Since: x",
    "Cookie: =;;;a=%zz.%ff; __proto__=1; b=\u00ff",
    "Host: evil.example",
  ],
  ...[
    "Authorization: Basic %%%",
    "Authorization: Basic bGtfOnRva2Vu",
    `User-Agent: ${"\u00ff".repeat(3_000)}`,
  ],
  ...[
    "X-Forwarded-For: \u00ff,,,1.2.3.4:99999, [::1",
    "X-Forwarded-Host: evil.example",
    "X-Forwarded-Proto: javascript",
  ],
  ...["Upgrade: websocket", "Connection: upgrade", "Transfer-Encoding: gzip", "Content-Length: 1"],
];

/** Stands in texts that nobody may read again. */
const SECRET = "never told again";
const text = any(
  ...[
    "",
    " ",
    SECRET,
    `${SECRET}\0`,
    `${SECRET}\ud800`,
    `http://${SECRET}\udc00`,
    `\u202e${SECRET}`,
    SECRET.repeat(300),
  ],
  ...[
    "owner@example.com",
    `${SECRET}@example.com`,
    "javascript:alert(1)",
    "http://evil.example",
    "{ apis { code } }",
    "000000",
  ],
);
const value = fc.oneof(
  { weight: 5, arbitrary: text },
  { weight: 1, arbitrary: any<unknown>(null, true, 1, [], {}, [SECRET], { $gt: "" }, { length: 20 }) },
);
const FIELDS = [
  ...[
    "email",
    "password",
    "newPassword",
    "currentPassword",
    "token",
    "code",
    "name",
    "redirectTo",
    "callbackURL",
  ],
  ...[
    "rememberMe",
    "trustDevice",
    "query",
    "variables",
    "operationName",
    "extensions",
    "__proto__",
    "constructor",
  ],
];
const object = fc
  .uniqueArray(fc.tuple(any(...FIELDS), value), { selector: ([name]) => name, maxLength: 8 })
  .map((fields) => JSON.stringify(Object.fromEntries(fields)));
const json = fc.oneof(
  { weight: 8, arbitrary: object },
  {
    weight: 2,
    arbitrary: any("", "null", "[]", "1", '"x"', "\0", "[".repeat(20_000), '{"a":'.repeat(5_000)),
  },
  { weight: 1, arbitrary: object.map((whole) => `${whole.slice(0, -1)},${whole.slice(1)}`) },
);
const body = fc.oneof(
  { weight: 8, arbitrary: json.map((whole) => Buffer.from(whole)) },
  { weight: 1, arbitrary: json.map((whole) => Buffer.from(`\ufeff${whole}`)) },
  { weight: 1, arbitrary: json.map((whole) => Buffer.from(whole, "utf16le")) },
  { weight: 1, arbitrary: json.map((whole) => Buffer.from(whole.slice(0, -1))) },
  { weight: 1, arbitrary: json.map((whole) => gzipSync(whole)) },
  { weight: 1, arbitrary: json.map((whole) => brotliCompressSync(whole)) },
  { weight: 1, arbitrary: any(Buffer.from('{"email":"\u00ff"}', "latin1")) },
);

const request = fc
  .record({
    method: fc.oneof({ weight: 3, arbitrary: any("POST") }, { weight: 1, arbitrary: any(...METHODS) }),
    path: fc.oneof({ weight: 4, arbitrary: any(...API) }, { weight: 1, arbitrary: any(...PAGES) }),
    type: fc.oneof(
      { weight: 3, arbitrary: any("application/json") },
      { weight: 1, arbitrary: any(...TYPES) },
    ),
    lines: fc.uniqueArray(any(...LINES), { maxLength: 2 }),
    address: fc.ipV4(),
    ...{ body, isChunked: fc.boolean(), isSignedIn: fc.boolean() },
  })
  .map(({ method, path, type, lines, address, body, isChunked, isSignedIn }) => {
    const head = (base: string) => [
      ...[
        `${method} ${path} HTTP/1.1`,
        `Host: ${new URL(base).host}`,
        `Origin: ${base}`,
        `Content-Type: ${type}`,
      ],
      ...[
        `X-Forwarded-For: ${address}`,
        ...(isSignedIn ? [`Cookie: ${cookie}`] : []),
        ...lines,
        "Connection: close",
      ],
      ...[isChunked ? "Transfer-Encoding: chunked" : `Content-Length: ${body.length}`, "", ""],
    ];
    const chunked = [`${body.length.toString(16)}\r\n`, body, "\r\n0\r\n\r\n"].map((part) =>
      Buffer.from(part),
    );
    const sent =
      isChunked && body.length > 0 ? Buffer.concat(chunked) : isChunked ? Buffer.from("0\r\n\r\n") : body;
    const told = () =>
      `${method} ${path.slice(0, 80)} ${JSON.stringify({ type, lines, isChunked, isSignedIn })} ${body}`;
    return { head, body: sent, [fc.toStringMethod]: told };
  });

/** All that is answered until the connection closes. */
function answerTo(port: number, sent: Buffer): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    let answer = "";
    const timer = setTimeout(() => socket.destroy(), LONGEST);
    socket.on("data", (data) => {
      answer += data.toString("latin1");
    });
    socket.on("error", () => {});
    socket.on("close", () => {
      clearTimeout(timer);
      resolve(answer);
    });
    // Not ended: who hangs up half gets no answer.
    socket.write(sent);
  });
}

it(`answers ${REQUESTS} requests of any kind, and repeats nothing of them (INPUT_SEED=${SEED})`, async () => {
  const property = fc.asyncProperty(request, async ({ head, body }) => {
    const { base } = server;
    const sent = Buffer.concat([Buffer.from(head(base).join("\r\n"), "latin1"), body]);
    const answer = await answerTo(Number(new URL(base).port), sent);
    const [, status] = /^(?:HTTP\/1\.1 100 Continue\r\n\r\n)?HTTP\/1\.1 ([234]\d\d) /.exec(answer) ?? [];
    expect([answer, status]).toEqual([answer, expect.anything()]);
    expect(answer).not.toMatch(/never told again|sqlite|select |node_modules/i);
  });
  await fc.assert(property, { seed: SEED, numRuns: REQUESTS });
  expect((await server.signIn(OWNER)).status).toBe(200);
}, 600_000);
