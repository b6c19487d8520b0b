import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";

/** A TCP proxy to a Redis on this machine that delays every answer by `delay` milliseconds. */
export class SlowWay {
  private readonly sockets = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    public delay: number,
  ) {}

  static async open(port: number, delay: number): Promise<SlowWay> {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const way = new SlowWay(server, delay);
    server.on("connection", (near) => way.carry(near, port));
    return way;
  }

  get url(): string {
    return `redis://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.server.close();
    for (const socket of this.sockets) socket.destroy();
  }

  private carry(near: Socket, port: number): void {
    const far = connect(port, "127.0.0.1");
    near.pipe(far);
    // Keeps the order when the delay is made shorter meanwhile.
    let freeAt = 0;
    far.on("data", (bytes) => {
      const now = performance.now();
      freeAt = Math.max(freeAt, now + this.delay);
      setTimeout(() => near.write(bytes), freeAt - now);
    });
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      this.sockets.add(one);
      one.on("error", () => {});
      one.on("close", () => {
        this.sockets.delete(one);
        other.destroy();
      });
    }
  }
}
