import { Agent, type OutgoingHttpHeaders, request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";

/** One HTTP request to a loopback port. */
export interface Call {
  port: number;
  method: "GET" | "POST";
  path: string;
  headers: OutgoingHttpHeaders;
  body?: string;
}

/** A number of callers who call again and again, on kept connections, with a pause after each answer, until they are stopped. */
export class Callers {
  /** How often each answer came: a status, or the error's message when there was none. */
  readonly said = new Map<string, number>();
  count = 0;
  private isOver = false;
  private readonly agent = new Agent({ keepAlive: true });
  private readonly all: Promise<unknown>;

  /** @param pause milliseconds @param next gives the next call */
  constructor(
    callers: number,
    private readonly pause: number,
    private readonly next: () => Call,
  ) {
    this.all = Promise.all(Array.from({ length: callers }, () => this.callOn()));
  }

  /** Waits for the last answers. */
  async stop(): Promise<void> {
    this.isOver = true;
    await this.all;
    this.agent.destroy();
  }

  private async callOn(): Promise<void> {
    while (!this.isOver) {
      const said = await this.call(this.next());
      this.count++;
      this.said.set(said, (this.said.get(said) ?? 0) + 1);
      await sleep(this.pause);
    }
  }

  private call({ port, method, path, headers, body }: Call): Promise<string> {
    return new Promise((resolve) => {
      const options = { agent: this.agent, host: "127.0.0.1", port, method, path, headers };
      const sent = request(options, (response) => {
        response.resume();
        response.once("end", () => resolve(String(response.statusCode)));
      });
      sent.once("error", (error: Error) => resolve(error.message));
      sent.end(body);
    });
  }
}
