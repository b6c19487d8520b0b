// A plain `node:http` server that always answers 200 with the same headers, which are its argument, as JSON. First answers with its port;
// then `cpu` with the microseconds of processor time that it has used.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { answer } from "../harness/child.js";

const headers: Record<string, string> = JSON.parse(process.argv[2] ?? "{}");
const server = createServer((_, response) => {
  response.writeHead(200, headers);
  response.end();
});
server.listen(0, "127.0.0.1", () => {
  answer((server.address() as AddressInfo).port, {
    cpu: () => {
      const { user, system } = process.cpuUsage();
      return user + system;
    },
  });
});
