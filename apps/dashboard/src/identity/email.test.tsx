import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { Email } from "./email.js";

test("an e-mail address may break after its @, and is read as one word", () => {
  const html = renderToStaticMarkup(<Email address="asha@example.com" />);
  expect(html).toBe("asha@<wbr/>example.com");
});
