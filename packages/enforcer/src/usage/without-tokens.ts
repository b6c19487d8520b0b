const TOKEN = /lkt_[0-9A-Za-z]{5,}/g;
/** What may contain the base64 of a pair: that of letters, digits, colons and underscores has letters and digits only. */
const BASE64 = /[0-9A-Za-z]{16,}/g;
/** What escapes may be escaped in, over and over. */
const ESCAPED_PERCENT = /%(?:25)+/g;
const ESCAPED_WORD = /%(?:2[dD]|3[0-9]|[46][1-9a-fA-F]|[57][0-9aA]|5[fF])/g;

/**
 * Replaces tokens of ours, and the base64 of them, in text that a caller has sent. They don't belong in a path or a method, but a caller who
 * puts one there by mistake must not give it away to those who read denials. Text without a token comes back unchanged.
 */
export function withoutTokens(text: string): string {
  const plain = unescaped(text);
  if (plain === null) return "…";
  const hidden = plain.replace(TOKEN, "lkt_…").replace(BASE64, hide);
  return hidden === plain ? text : hidden;
}

/** How often escapes are looked for in what escapes have stood for: more than anybody needs who means no harm. */
const MOST_ROUNDS = 10;

/** The text as whoever takes all escapes off would read it; null: there are more of them in one another than are looked at. */
function unescaped(text: string): string | null {
  let plain = text;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const before = plain;
    plain = plain
      .replace(ESCAPED_PERCENT, "%")
      .replace(ESCAPED_WORD, (sent) => String.fromCharCode(Number.parseInt(sent.slice(1), 16)));
    if (plain === before) return plain;
  }
  return null;
}

/** Tries every alignment: four characters of base64 are three bytes, and the base64 may start anywhere in the run. */
function hide(run: string): string {
  const mayHold = [0, 1, 2, 3].some((start) =>
    Buffer.from(run.slice(start), "base64").toString("latin1").includes("lkt_"),
  );
  return mayHold ? "…" : run;
}
