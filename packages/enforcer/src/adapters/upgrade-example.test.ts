import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sendRaw } from "../testing/http.js";

// The code about upgrades in docs/in-your-service.md, run as it stands there.

const text = readFileSync(new URL("../../../../docs/in-your-service.md", import.meta.url), "utf8");
const EXAMPLE = text.split(/^ *```.*$/m).find((code) => code.includes('server.on("upgrade"'));
const SERVICE = `
  import { createServer } from "node:http";
  const denied = { allowed: false, reason: "UNAUTHENTICATED", caller: null, operation: null, missingPermission: null, rateLimit: null };
  const guard = { enforcer: { decide: () => new Promise((resolve) => setTimeout(resolve, 5, denied)) } };
  const server = createServer().listen(0, "127.0.0.1", () => console.log(server.address().port));
`;
const PACKAGE = fileURLToPath(new URL("../..", import.meta.url));
const UPGRADE = "GET /x HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n";

let service: ReturnType<typeof spawn>;
let port: number;
beforeAll(async () => {
  const args = ["--input-type=module", "--eval", `${SERVICE}${EXAMPLE}`];
  service = spawn(process.execPath, args, { cwd: PACKAGE, stdio: ["ignore", "pipe", "inherit"] });
  const lines = createInterface({ input: service.stdout as NodeJS.ReadableStream });
  port = Number((await once(lines, "line"))[0]);
});
afterAll(() => {
  service.kill();
});

test("the example of the docs for upgrades denies whom Latchkey denies", async () => {
  expect(await sendRaw(port, UPGRADE)).toMatch(/^HTTP\/1.1 403 /);
});

test("the example of the docs for upgrades survives callers that hang up before they are answered", async () => {
  for (let each = 0; each < 20; each++) {
    const socket: Socket = connect(port, "127.0.0.1");
    await once(socket, "connect");
    await new Promise((sent) => socket.write(UPGRADE, sent));
    await new Promise((later) => setTimeout(later, each % 4));
    socket.resetAndDestroy();
  }
  expect(await sendRaw(port, UPGRADE)).toMatch(/^HTTP\/1.1 403 /);
});
