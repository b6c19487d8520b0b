import { createServer, type IncomingMessage, type Server } from "node:http";

/** Stands in for the provider's own service: answers every request with what has arrived. Of credentials it tells only that there were any. */
export function demoUpstream(): Server {
  const server = createServer((request, response) => {
    let bodyBytes = 0;
    request.on("data", (chunk: Buffer) => {
      bodyBytes += chunk.length;
    });
    request.on("error", () => response.destroy());
    request.on("end", () => {
      const echo = echoOf(request, bodyBytes);
      response.writeHead(200, { "Content-Type": "application/json" }).end(JSON.stringify(echo));
    });
  });
  // By default Node.js drops lines after about the first 1,000 or, in newer releases, answers 431.
  server.maxHeadersCount = 0;
  return server;
}

function echoOf({ method, url, rawHeaders }: IncomingMessage, bodyBytes: number): object {
  const headers: [string, string][] = [];
  let authorizationArrived = false;
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at]?.toLowerCase() ?? "";
    if (name === "authorization") authorizationArrived = true;
    else headers.push([name, rawHeaders[at + 1] ?? ""]);
  }
  const message = "Hello from the demo upstream.";
  return { message, method, url, authorizationArrived, headers, bodyBytes };
}
