import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import Fastify, { type FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addDashboard, urlToRoute } from "./dashboard.js";
import { securityHeaders } from "./security-headers.js";

let folder: string;
let app: FastifyInstance;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "latchkey-dashboard-"));
  await mkdir(join(folder, "assets"));
  await writeFile(join(folder, "index.html"), "<title>Latchkey</title>");
  await writeFile(join(folder, "theme.js"), "1;");
  await writeFile(join(folder, "assets", "main-4f2a.js"), "2;");
  await writeFile(join(folder, "assets", "main-4f2a.js.gz"), gzipSync("2;"));
  app = Fastify({ rewriteUrl: urlToRoute });
  const setSecurityHeaders = securityHeaders("https://keys.example.com");
  app.addHook("onRequest", async (request, reply) => setSecurityHeaders(request, reply));
  await addDashboard(app, folder);
});
afterAll(async () => {
  await app.close();
  await rm(folder, { recursive: true });
});

const get = (url: string, headers = {}) => app.inject({ method: "GET", url, headers });

describe("a page of the dashboard", () => {
  it.each(["/", "/keys/key_1", "/sign-in?next=%2Fkeys", "/index.html"])(
    "%s is index.html, asked for anew each time",
    async (url) => {
      const { statusCode, body, headers } = await get(url);
      expect([statusCode, body, headers["cache-control"]]).toEqual([
        200,
        "<title>Latchkey</title>",
        "no-cache",
      ]);
    },
  );

  const BROWSER = { accept: "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8" };

  it.each(["/keys/a.b", "/keys/%", "/keys/%E0%A4%A?next=%", "/favicon.ico"])(
    "is what a browser gets that opens %s, of which the dashboard says that it is not there",
    async (url) => {
      const { statusCode, body } = await get(url, BROWSER);
      expect([statusCode, body]).toEqual([200, "<title>Latchkey</title>"]);
      expect((await get(url, { accept: "image/avif,image/webp,*/*;q=0.8" })).body).not.toContain("<title>");
    },
  );

  it.each(["/assets/main-0000.js", "/api/none.html", "/api/%", "/graphql/%"])(
    "is none of the files and APIs, also to a browser: %s",
    async (url) => {
      const { statusCode, body } = await get(url, BROWSER);
      expect([400, 404]).toContain(statusCode);
      expect(body).not.toContain("<title>");
    },
  );

  it("with ever so many dots in its address is told from a file at once", async () => {
    const dots = ".".repeat(100_000);
    expect((await get(`/x${dots}/`)).statusCode).toBe(200);
    expect((await get(`/x/${dots}`)).statusCode).toBe(404);
  });

  it("may run our own scripts only, and be framed by nobody", async () => {
    const { headers } = await get("/keys");
    const policy = String(headers["content-security-policy"]);
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain("unsafe-eval");
    expect(headers).toMatchObject({ "x-content-type-options": "nosniff", "referrer-policy": "same-origin" });
    expect(headers["strict-transport-security"]).toMatch(/max-age=31536000/);
  });
});

describe("an asset", () => {
  it("with a hash in its name may be kept for good", async () => {
    const { statusCode, headers } = await get("/assets/main-4f2a.js");
    expect([statusCode, headers["cache-control"]]).toEqual([200, "public, max-age=31536000, immutable"]);
  });

  it("is sent compressed to who takes that, and whole to others", async () => {
    const zipped = await get("/assets/main-4f2a.js", { "accept-encoding": "gzip, deflate, br" });
    expect(gunzipSync(zipped.rawPayload).toString()).toBe("2;");
    expect(zipped.headers).toMatchObject({
      "content-encoding": "gzip",
      "content-type": "application/javascript; charset=utf-8",
      "cache-control": "public, max-age=31536000, immutable",
      vary: "accept-encoding",
    });
    const whole = await get("/assets/main-4f2a.js");
    expect([whole.body, whole.headers["content-encoding"]]).toEqual(["2;", undefined]);
  });

  it("without a hash is asked for anew", async () => {
    expect((await get("/theme.js")).headers["cache-control"]).toBe("no-cache");
  });

  it.each([
    "/assets/main-0000.js",
    "/favicon.png",
    "/api/none",
    "/graphql/none",
    "/assets/../../package.json",
  ])("that is missing is not found: %s", async (url) => {
    const { statusCode, body } = await get(url);
    expect(statusCode).toBe(404);
    expect(body).not.toContain("<title>");
  });

  it("takes no other method than GET", async () => {
    expect((await app.inject({ method: "POST", url: "/keys" })).statusCode).toBe(404);
  });
});

describe("a dashboard that is not built", () => {
  it("is not found, and keeps nothing from starting", async () => {
    const bare = Fastify();
    await addDashboard(bare, join(folder, "none"));
    expect((await bare.inject({ method: "GET", url: "/" })).statusCode).toBe(404);
    await bare.close();
  });
});
