import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";

/** How a network fails: connections break and new ones are refused, or nothing arrives any more and nobody is told. */
export type Cut = "refusing" | "silent";

/** A TCP proxy to one server that can be cut off. */
export class Relay {
  private readonly sockets = new Set<Socket>();
  private server: Server | null = null;
  private isSilent = false;
  private port = 0;

  private constructor(private readonly target: URL) {}

  /** `url`: that of the server behind it. */
  static async open(url: string): Promise<Relay> {
    const relay = new Relay(new URL(url));
    await relay.listen();
    return relay;
  }

  /** The server's URL by way of this relay. */
  get url(): string {
    const url = new URL(this.target);
    url.hostname = "127.0.0.1";
    url.port = String(this.port);
    return url.href;
  }

  /** From now on leads new connections to another server, as an address does that moves. Those that there are stay where they are. */
  move(url: string): void {
    this.target.host = new URL(url).host;
  }

  cut(how: Cut): void {
    if (how === "refusing") this.close();
    else {
      this.isSilent = true;
      for (const socket of this.sockets) socket.pause();
    }
  }

  /** Ends the cut. What was held back is lost: those connections break. */
  async mend(): Promise<void> {
    this.isSilent = false;
    this.breakAll();
    if (!this.server) await this.listen();
  }

  close(): void {
    this.server?.close();
    this.server = null;
    this.breakAll();
  }

  private breakAll(): void {
    for (const socket of this.sockets) socket.destroy();
    this.sockets.clear();
  }

  private async listen(): Promise<void> {
    this.server = createServer((near) => this.carry(near)).listen(this.port, "127.0.0.1");
    await once(this.server, "listening");
    this.port = (this.server.address() as AddressInfo).port;
  }

  private carry(near: Socket): void {
    this.sockets.add(near);
    near.on("error", () => {});
    if (this.isSilent) {
      near.pause();
      return;
    }
    const far = connect(Number(this.target.port), this.target.hostname);
    this.sockets.add(far);
    far.on("error", () => {});
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      one.on("data", (bytes) => {
        if (!this.isSilent) other.write(bytes);
      });
      one.on("close", () => {
        this.sockets.delete(one);
        other.destroy();
      });
    }
  }
}
