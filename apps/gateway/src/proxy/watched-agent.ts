import type { Agent, AgentOptions, ClientRequest } from "node:http";
import type { Duplex } from "node:stream";

/** An agent of this class that closes an idle connection as soon as something comes on it: whose answer would that be? */
export function watchedAgent(Base: typeof Agent, options: AgentOptions): Agent {
  return new (class extends Base {
    override keepSocketAlive(socket: Duplex) {
      socket.on("data", cut);
      return super.keepSocketAlive(socket);
    }

    override reuseSocket(socket: Duplex, request: ClientRequest) {
      socket.off("data", cut);
      super.reuseSocket(socket, request);
    }
  })(options);
}

function cut(this: Duplex): void {
  this.destroy();
}
