import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { LastCall } from "./last-call.js";

const shown = (lastUsedAddress: string | null, lastUsedOperation: string | null) =>
  renderToStaticMarkup(<LastCall call={{ lastUsedAddress, lastUsedOperation }} />);

test("an operation may break after its dots alone, also one that the catalogue has no more", () => {
  expect(shown(null, "voice.calls.list")).toBe(
    '<div class="lk-mono lk-words">voice.<wbr/>calls.<wbr/>list</div>',
  );
});

test("of a call of which nothing is known nothing is shown", () => {
  expect(shown(null, null)).toBe("");
  expect(shown("203.0.113.9", null)).toBe('<div><span class="lk-mono lk-address">203.0.113.9</span></div>');
});
