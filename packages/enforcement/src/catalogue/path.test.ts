import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readVectors } from "../testing/vectors.js";
import { parsePath } from "./path.js";

/** The grammar again, slow and obvious: split, regular expressions, a real UTF-8 decoder. */
function slowly(target: string): string[] | null {
  const path = target.replace(/\?.*$/s, "");
  if (!path.startsWith("/")) return null;
  const segments: string[] = [];
  for (const raw of path.slice(1).split("/")) {
    if (!/^(?:[A-Za-z0-9\-._~!$&'()*+,=:@]|%[0-9A-Fa-f]{2})+$/.test(raw) || raw === "." || raw === "..")
      return null;
    if (/%(2E|2F|5C|[01][0-9A-F]|7F|3B|25|23|3F)/i.test(raw)) return null;
    try {
      decodeURIComponent(raw);
    } catch {
      return null;
    }
    segments.push(
      raw.replace(/%[0-9A-Fa-f]{2}/g, (escaped) => {
        const character = String.fromCharCode(Number.parseInt(escaped.slice(1), 16));
        return /[A-Za-z0-9\-_~]/.test(character) ? character : escaped;
      }),
    );
  }
  const last = segments.at(-1) ?? "";
  if (segments.length > 1 && /^(v1|v2_beta)$/.test(segments[0] ?? "") && /.\.json$/.test(last)) {
    segments[segments.length - 1] = last.slice(0, -5);
  }
  return /^\.\.?$/.test(segments.at(-1) ?? "") ? null : segments;
}

describe("the published vectors", () => {
  it.each(readVectors("paths").vectors)("$path: $why", ({ path, segments }) => {
    expect(parsePath(path)).toEqual(segments);
  });
});

describe("a path", () => {
  const escaped = fc.integer({ min: 0, max: 255 }).map((byte) => `%${byte.toString(16).padStart(2, "0")}`);
  const utf8 = fc.string({ unit: "binary", minLength: 1, maxLength: 1 }).map((text) => {
    const hex = Buffer.from(text).toString("hex");
    return hex.replace(/../g, "%$&");
  });
  const piece = fc.oneof(
    fc.constantFrom(
      "/",
      "/",
      "a",
      "Z",
      "9",
      ".",
      "..",
      "-",
      "v1",
      "v2_beta",
      "/v1/",
      ".json",
      ";",
      "%",
      "?",
      "#",
      "\\",
    ),
    fc.string({ unit: "binary-ascii", minLength: 1, maxLength: 1 }),
    escaped,
    escaped.map((text) => text.toUpperCase()),
    utf8,
  );
  const path = fc.array(piece, { maxLength: 12 }).map((pieces) => `/${pieces.join("")}`);

  it("is read as by the slow and obvious grammar", () => {
    fc.assert(
      fc.property(path, (target) => {
        expect(parsePath(target)).toEqual(slowly(target));
      }),
      { numRuns: 20_000 },
    );
  });

  it("is read likewise when it is mostly good", () => {
    const good = fc.oneof(fc.constantFrom("a", "Calls", ".json", "v1", "/", "/x", "%41", "%20", "."), utf8);
    const mostlyGood = fc.array(good, { maxLength: 8 }).map((pieces) => `/v1/${pieces.join("")}`);
    fc.assert(
      fc.property(mostlyGood, (target) => {
        expect(parsePath(target)).toEqual(slowly(target));
      }),
      { numRuns: 10_000 },
    );
  });

  it("may be longer than any before, and leaves nothing behind in a shorter one that follows", () => {
    const long = `/v3/${"%41b/".repeat(2_000)}end`;
    const short = "/v3/ab/%2Bc";
    for (const target of [long, short, long.repeat(2), short, "/"])
      expect(parsePath(target)).toEqual(slowly(target));
  });

  it("is any text: nothing throws", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(parsePath(text)).toEqual(slowly(text));
      }),
      { numRuns: 5000 },
    );
  });
});
