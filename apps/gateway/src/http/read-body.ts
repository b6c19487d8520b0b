import type { IncomingMessage } from "node:http";

/**
 * Reads a whole body of at most `longest` bytes. Null when it is longer, which is read but not kept, or when the other side went away. Never
 * rejects. The listener's `requestTimeout` bounds how long it takes.
 */
export function readBody(request: IncomingMessage, longest: number): Promise<Buffer | null> {
  return new Promise((resolve) => {
    let chunks: Buffer[] = [];
    let length = 0;
    request.on("data", (chunk: Buffer) => {
      length += chunk.length;
      if (length <= longest) chunks.push(chunk);
      else chunks = [];
    });
    request.on("end", () => resolve(length <= longest ? Buffer.concat(chunks) : null));
    request.on("error", () => resolve(null));
    request.on("close", () => resolve(null));
  });
}
