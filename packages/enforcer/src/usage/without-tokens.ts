const TOKEN = /lkt_[0-9A-Za-z]{5,}/g;
/** What may be base64 of a pair, in either alphabet. */
const BASE64 = /[0-9A-Za-z+/_-]{16,}/g;
const ESCAPED_WORD = /%(?:2[dD]|3[0-9]|[46][1-9a-fA-F]|[57][0-9aA]|5[fF])/g;

/**
 * A text that a caller has sent, with no token of ours in it, nor the base64 of one: neither has a place in a path or a method, but who
 * puts it there has not given it away to whoever reads what was denied. Text without a token comes back as it is.
 */
export function withoutTokens(text: string): string {
  const plain = text.replace(ESCAPED_WORD, (sent) => String.fromCharCode(Number.parseInt(sent.slice(1), 16)));
  const hidden = plain.replace(TOKEN, "lkt_…").replace(BASE64, hide);
  return hidden === plain ? text : hidden;
}

/** Cut into segments: a slash is of base64's alphabet, and one may begin anywhere. */
function hide(run: string): string {
  const mayHold = [run, ...run.split("/")].some((part) =>
    Buffer.from(part, "base64").toString("latin1").includes("lkt_"),
  );
  return mayHold ? "…" : run;
}
