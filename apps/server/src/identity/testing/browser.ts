import { TOTP, URI } from "otpauth";
import type { Served } from "./served.js";

/** The app's next code, which counts already: the present one was used up when the second factor was set up. */
export function nextCode(app: TOTP): string {
  return app.generate({ timestamp: Date.now() + app.period * 1000 });
}

/** Keeps the cookies that it is given, as a browser does. */
export class Browser {
  readonly #server: Served;
  readonly #cookies = new Map<string, string>();

  constructor(server: Served) {
    this.#server = server;
  }

  get cookie(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  }

  async post(path: string, body: object, headers: Record<string, string> = {}): Promise<Response> {
    const response = await this.#server.post(path, body, { cookie: this.cookie, ...headers });
    for (const line of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === "" || /; max-age=0(;|$)/i.test(line)) this.#cookies.delete(name);
      else this.#cookies.set(name, value);
    }
    return response;
  }

  signIn(credentials: object): Promise<Response> {
    return this.post("/api/auth/sign-in/email", credentials);
  }

  /** Posts to what is about the second factor. */
  async secondFactor(act: string, body: object): Promise<{ status: number; code?: string }> {
    const response = await this.post(`/api/auth/two-factor/${act}`, body);
    return { ...((await response.json()) as object), status: response.status };
  }

  /** Sets up a second factor, which is on then. @returns the authenticator app, of when its first code was, and the recovery codes */
  async enroll(password: string): Promise<{ app: TOTP; usedAt: number; recoveryCodes: string[] }> {
    const { app, recoveryCodes } = await this.beginToEnroll(password);
    const usedAt = Date.now();
    const { status } = await this.secondFactor("verify-totp", { code: app.generate({ timestamp: usedAt }) });
    if (status !== 200) throw new Error(`The first code was refused: ${status}`);
    return { app, usedAt, recoveryCodes };
  }

  /** The same without the first code: nothing is on yet. */
  async beginToEnroll(password: string): Promise<{ app: TOTP; recoveryCodes: string[] }> {
    const answer = (await this.secondFactor("enable", { password })) as {
      totpURI?: string;
      backupCodes?: string[];
    };
    const app = URI.parse(answer.totpURI ?? "");
    if (!(app instanceof TOTP)) throw new Error("No authenticator app would take this");
    return { app, recoveryCodes: answer.backupCodes ?? [] };
  }

  /** What GraphQL says to `query`. */
  async ask(
    query: string,
  ): Promise<{ status: number; data?: Record<string, unknown> | null; errors?: object[] }> {
    const response = await this.post("/graphql", { query });
    return { status: response.status, ...((await response.json()) as object) };
  }
}
