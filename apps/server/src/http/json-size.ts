const [QUOTE, BACKSLASH, COMMA] = [0x22, 0x5c, 0x2c];
/** `[` and `{`: each opens a value, empty or not. */
const OPENING = [0x5b, 0x7b];

/**
 * Whether a JSON text has at most `most` commas, lists and objects. Takes far less time than parsing does, and no memory: that a
 * text is JSON at all is left to the parser.
 */
export function hasFewValues(json: string, most: number): boolean {
  let values = 0;
  for (let at = 0; at < json.length; at++) {
    const unit = json.charCodeAt(at);
    if (unit === QUOTE) at = endOfString(json, at);
    else if (unit === COMMA || OPENING.includes(unit)) values++;
    if (values > most) return false;
  }
  return true;
}

/** Where the string ends that begins at `start`; the text's end when it does not. */
function endOfString(json: string, start: number): number {
  for (let end = json.indexOf('"', start + 1); end !== -1; end = json.indexOf('"', end + 1)) {
    let before = end;
    while (json.charCodeAt(before - 1) === BACKSLASH) before--;
    if ((end - before) % 2 === 0) return end;
  }
  return json.length;
}
