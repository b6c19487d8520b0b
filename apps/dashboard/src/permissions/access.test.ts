import { describe, expect, test } from "vitest";
import { accessInWords } from "./access.js";

const SMS = { code: "sms", name: "SMS", operations: [] };
const only = (...codes: string[]) => ({ scope: "SELECTED_APIS", codes }) as const;

describe("what a key may call", () => {
  test("is counted by the catalogue", () => {
    expect(accessInWords(only("sms", "gone"), [SMS])).toBe("1 API");
    expect(accessInWords(only("gone"), [SMS])).toBe("No API");
  });
  test("is told apart by whole APIs and single operations", () => {
    const operation = (code: string) => ({ code, method: "GET", path: `/${code}`, summary: "" });
    const voice = { code: "voice", name: "Voice", operations: [operation("list"), operation("start")] };
    expect(accessInWords(only("list"), [SMS, voice])).toBe("1 operation");
    expect(accessInWords(only("sms", "list", "start"), [SMS, voice])).toBe("1 API and 2 operations");
    expect(accessInWords(only("voice", "list"), [SMS, voice])).toBe("1 API");
    expect(accessInWords(only("sms", "list", "access-control"), [SMS, voice])).toBe(
      "1 API, 1 operation and key management",
    );
  });
  test("is not called nothing while the catalogue is not there", () => {
    expect(accessInWords(only("sms"), [])).toBe("Selected APIs");
    expect(accessInWords(only("sms", "access-control"), [])).toBe("Selected APIs and key management");
  });
  test("is known without a catalogue where it does not depend on it", () => {
    expect(accessInWords(only(), [])).toBe("No API");
    expect(accessInWords(only("access-control.read"), [])).toBe("Key management only");
    expect(accessInWords({ scope: "ALL_APIS", codes: [] }, [])).toBe("All APIs");
  });
});
