import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { freePorts } from "./ports.js";
import { findProgram } from "./program.js";

/** A Redis or Valkey of the test's own, which may be killed, paused and started again on the same port. */
export class RedisServer {
  private child: ChildProcess | null = null;

  private constructor(
    readonly port: number,
    private readonly folder: string,
    private readonly flags: string[],
  ) {}

  static async start(...flags: string[]): Promise<RedisServer> {
    const folder = await mkdtemp(join(tmpdir(), "latchkey-redis-"));
    const [port = 0] = await freePorts(1);
    const server = new RedisServer(port, folder, flags);
    await server.start();
    return server;
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  /** Empty, as after every start: nothing is kept on disk. */
  async start(): Promise<void> {
    const { port, folder, flags } = this;
    const basic = ["--port", String(port), "--bind", "127.0.0.1", "--dir", folder, "--save", ""];
    this.child = spawn(findProgram("redis-server", "valkey-server"), [...basic, ...flags], {
      stdio: "ignore",
    });
    for (let tries = 0; !(await this.isUp()); tries++) {
      if (tries > 300) throw new Error("the test's Redis did not start");
      await sleep(20);
    }
  }

  /** SIGSTOP: connections stay open and nothing is answered. */
  pause(): void {
    this.child?.kill("SIGSTOP");
  }

  resume(): void {
    this.child?.kill("SIGCONT");
  }

  async kill(): Promise<void> {
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    child.kill("SIGKILL");
    await once(child, "exit");
  }

  /** Runs one command by redis-cli. */
  async command(...args: string[]): Promise<string> {
    const cli = findProgram("redis-cli", "valkey-cli");
    const { stdout } = await promisify(execFile)(cli, ["-p", String(this.port), ...args]);
    return stdout.trim();
  }

  async close(): Promise<void> {
    await this.kill();
    await rm(this.folder, { recursive: true, force: true });
  }

  private async isUp(): Promise<boolean> {
    return await this.command("ping").then(
      (answer) => answer === "PONG" || answer.includes("NOAUTH"),
      () => false,
    );
  }
}

/** A cluster of three nodes, each with a third of the slots. */
export async function startRedisCluster(): Promise<RedisServer[]> {
  const flags = ["--cluster-enabled", "yes", "--cluster-node-timeout", "2000"];
  const nodes = await Promise.all([1, 2, 3].map(() => RedisServer.start(...flags)));
  const [first] = nodes;
  if (!first) throw new Error("no nodes");
  for (const [at, node] of nodes.entries()) {
    const ends = [0, 5461, 10922, 16384];
    await node.command("cluster", "set-config-epoch", String(at + 1));
    await node.command("cluster", "addslotsrange", String(ends[at]), String((ends[at + 1] ?? 0) - 1));
    if (node !== first) await node.command("cluster", "meet", "127.0.0.1", String(first.port));
  }
  for (let tries = 0; ; tries++) {
    const states = await Promise.all(nodes.map((node) => node.command("cluster", "info")));
    const isWhole = (state: string) => /cluster_state:ok/.test(state) && /cluster_known_nodes:3/.test(state);
    if (states.every(isWhole)) return nodes;
    if (tries > 300) throw new Error("the test's cluster did not form");
    await sleep(50);
  }
}
