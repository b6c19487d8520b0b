const TOKEN = /lkt_[0-9A-Za-z]{5,}/g;
/** What may hold the base64 of a pair: of letters and digits, colons and underscores it is letters and digits alone. */
const BASE64 = /[0-9A-Za-z]{16,}/g;
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

/** Base64 may begin anywhere: four letters are three bytes. */
function hide(run: string): string {
  const mayHold = [0, 1, 2, 3].some((start) =>
    Buffer.from(run.slice(start), "base64").toString("latin1").includes("lkt_"),
  );
  return mayHold ? "…" : run;
}
