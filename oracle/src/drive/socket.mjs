import { Buffer } from "node:buffer";
import { connect } from "node:net";

/**
 * @import { Call } from "../rules/listeners.mjs"
 * @typedef {{ status: number, headers: Map<string, string>, body: string }} Answer status 0: closed without one
 */

/** Sends a call byte for byte as it is, and reads until the other side closes. @param {number} port @param {Call} call */
export async function send(port, { method, target, headers, body = "" }) {
  const length = body === "" ? [] : [`Content-Length: ${Buffer.byteLength(body)}`];
  const lines = headers.map(([name, value]) => `${name}: ${value}`);
  const head = [`${method} ${target} HTTP/1.1`, "Host: gateway", "Connection: close", ...lines, ...length];
  const socket = connect(port, "127.0.0.1");
  /** @type {Buffer[]} */
  const chunks = [];
  socket.on("data", (chunk) => chunks.push(chunk));
  socket.on("error", () => {});
  socket.write(Buffer.concat([Buffer.from(`${head.join("\r\n")}\r\n\r\n`, "latin1"), Buffer.from(body)]));
  await new Promise((resolve) => socket.once("close", resolve));
  return parse(Buffer.concat(chunks).toString("latin1"));
}

/** @param {string} text @returns {Answer} */
function parse(text) {
  const [head = "", ...body] = text.split("\r\n\r\n");
  const [statusLine = "", ...lines] = head.split("\r\n");
  const headers = lines.map((line) => {
    const [name = "", ...value] = line.split(": ");
    return /** @type {[string, string]} */ ([name.toLowerCase(), value.join(": ")]);
  });
  return {
    status: Number(statusLine.split(" ")[1] ?? 0),
    headers: new Map(headers),
    body: body.join("\r\n\r\n"),
  };
}
