import type { Locator, Page } from "@playwright/test";
import { beyond, jumped, slowAnswers, violations } from "./support/accessibility.js";
import { call, settles } from "./support/calls.js";
import { createKey, openId, regenerate } from "./support/dashboard.js";
import { graphql } from "./support/graphql.js";
import { expect, test } from "./support/test.js";

const TABS = ["", "/permissions", "/network", "/why", "/details"];
/** What web.dev calls a good Cumulative Layout Shift is 0.1. */
const MOST_JUMPED = 0.02;

/** Nothing is still being loaded. The network is no measure: pages go on asking for what is new. */
const loaded = (page: Page) => expect(page.locator("[class*=Skeleton-root]")).toHaveCount(0);

/** The request for SIP trunks that waits, whoever has made it. */
async function pendingRequest(owner: Page): Promise<string> {
  const pending = "{ account { throttleLimits { api { code } pendingRequest { id } } } }";
  const reason = "For those who look.";
  const input = `{api: "sip-trunks", limit: 900, reason: "${reason}"}`;
  await graphql(owner, `mutation { requestThrottleLimit(input: ${input}) { errors { code } } }`);
  const { data } = await graphql(owner, pending);
  const limits: { api: { code: string }; pendingRequest: { id: string } | null }[] =
    data.account.throttleLimits;
  return limits.find(({ api }) => api.code === "sip-trunks")?.pendingRequest?.id ?? "";
}

for (const width of [360, 1280]) {
  test(`every page, ${width} px wide, is free of what axe finds in both themes, nothing is wider than it, and nothing jumps while it loads`, async ({
    owner,
    installation,
  }) => {
    // Three dozen looks.
    test.slow();
    const look = async (what: string) => {
      await loaded(owner);
      for (const colorScheme of ["light", "dark"] as const) {
        await owner.emulateMedia({ colorScheme });
        expect(await violations(owner), `${what}, ${colorScheme}`).toEqual([]);
      }
      expect(await beyond(owner), what).toBeLessThanOrEqual(0);
      // As who has the browser write larger sees it.
      if (width > 360) return;
      const scale = (size: string) =>
        owner.evaluate((fontSize) => void Object.assign(document.documentElement.style, { fontSize }), size);
      await scale("24px");
      expect(await beyond(owner), `${what}, with larger letters`).toBeLessThanOrEqual(0);
      await scale("");
    };
    const open = async (url: string) => {
      await owner.goto(url);
      await expect(owner.getByRole("heading", { level: 1 })).toBeVisible();
      await loaded(owner);
      expect(await jumped(owner), url).toBeLessThanOrEqual(MOST_JUMPED);
    };
    await createKey(owner, `Accessible ${width}`);
    const keyUrl = owner.url();
    await owner.setViewportSize({ width, height: 900 });
    await slowAnswers(owner);
    for (const path of [
      "/get-started",
      "/keys",
      "/keys/new",
      "/limits",
      "/limits/apis/voice",
      "/limits/apis/voice/request",
      "/activity",
      "/developers",
      "/developers/graphiql",
      "/settings",
      "/settings/security",
      "/settings/members",
      "/settings/notifications",
      "/nowhere",
    ]) {
      await open(installation.url + path);
      await look(path);
    }
    for (const tab of TABS) {
      await open(keyUrl + tab);
      await look(tab);
    }
    await owner.getByRole("tab", { name: "Overview" }).click();
    await owner.getByRole("button", { name: "Delete key" }).click();
    await expect(owner.getByRole("dialog")).toBeVisible();
    await look("the dialog that deletes");
  });
}

// What is seen on the way of a token and of a request: in one theme at one width each. The pages behind the dialogs are looked at in all four.
for (const [colorScheme, width] of [
  ["light", 1280],
  ["dark", 360],
] as const) {
  test.describe(`in the ${colorScheme} theme, ${width} px wide`, () => {
    test.use({ colorScheme, viewport: { width: 1280, height: 900 } });

    test("making and regenerating a key are free of it too, with errors shown and dialogs open", async ({
      owner,
      context,
      installation,
    }) => {
      // Nine screens and dialogs.
      test.slow();
      await owner.setViewportSize({ width, height: 900 });
      const press = (button: string) =>
        owner.getByRole("button", { name: button, exact: true }).last().click();
      const see = async (what: string, shown: Locator) => {
        await expect(shown).toBeVisible();
        expect(await violations(owner), what).toEqual([]);
        expect(await beyond(owner), what).toBeLessThanOrEqual(0);
      };
      const dialog = owner.getByRole("dialog");
      await owner.goto(`${installation.url}/keys/new`);
      await press("Create key");
      await see("the form's errors", owner.getByText("Give the key a name"));
      await owner.getByLabel("Name", { exact: true }).fill(`On its way ${colorScheme} ${width}`);
      await owner.getByRole("link", { name: "Cancel" }).click();
      await see("the dialog that asks before leaving", dialog);
      await press("Stay");
      await press("Create key");
      await see("the token", owner.getByTestId("shown-token"));
      await press("I have copied it");
      await press("Regenerate token");
      await see("the dialog that regenerates", dialog);
      await press("Regenerate");
      await see("the new token", owner.getByTestId("shown-token"));
      await press("I have copied it");
      await press("Delete the old token now");
      await see("the dialog that deletes the old token", dialog);
      await press("Cancel");
      await owner.goto(`${installation.url}/get-started`);
      await owner.getByRole("button", { name: `On its way ${colorScheme} ${width}` }).click();
      await see("the first call", owner.getByRole("button", { name: "Use another key" }));
      await context.clearCookies();
      await press("Use another key");
      await see("the session that has ended", dialog);
    });

    test("asking and deciding are free of it too, with errors shown and dialogs open", async ({
      owner,
      operator,
      installation: { url, sid },
    }) => {
      // Seventeen pages and dialogs.
      test.slow();
      const id = await pendingRequest(owner);
      const see = async (page: Page, path: string, heading: RegExp) => {
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize({ width, height: 900 });
        await page.goto(url + path);
        await expect(page.getByRole("heading", { level: 1, name: heading })).toBeVisible();
        await loaded(page);
        expect(await violations(page), path).toEqual([]);
        expect(await beyond(page), path).toBeLessThanOrEqual(0);
      };
      const press = async (page: Page, button: string, shown: Locator) => {
        await page.getByRole("button", { name: button, exact: true }).click();
        await expect(shown).toBeVisible();
        expect(await violations(page), button).toEqual([]);
      };
      await see(owner, "/limits/apis/voice/request", /Voice limit/);
      await press(owner, "Send the request", owner.getByText("Give a limit"));
      await see(owner, `/limits/requests/${id}`, /SIP trunks/);
      await press(owner, "Withdraw request", owner.getByRole("dialog"));

      await see(operator, "/operations/requests?status=ALL", /Requests/);
      await see(operator, `/operations/requests/${id}`, /SIP trunks/);
      await operator.getByRole("radio", { name: /another value/ }).check();
      await operator.getByLabel("Granted limit").fill("");
      await press(operator, "Approve", operator.getByText("Give a limit"));
      await see(operator, "/operations/accounts", /Accounts/);
      await see(operator, `/operations/accounts/${sid}`, /Demo/);
      await press(operator, "Suspend account", operator.getByRole("dialog"));
      await see(operator, `/operations/accounts/${sid}/request`, /Enter a request/);
      await see(operator, "/operations/apis", /APIs/);
      await press(operator, "Change the default: Voice", operator.getByRole("dialog"));
      await see(operator, "/operations/gateways", /Gateways/);
      await see(operator, "/operations/audit", /Audit/);
      await see(operator, "/operations/rule", /Auto-approval rule/);
    });
  });
}

test("names of a hundred letters widen no page", async ({ owner, operator, installation: { url, sid } }) => {
  const name = (account: string, person: string) =>
    graphql(
      owner,
      "mutation ($account: String!, $person: String!) { renameAccount(input: {name: $account}) { errors { code } } setMyName(input: {name: $person}) { errors { code } } }",
      { account, person },
    );
  const long = "W".repeat(100);
  await name(long, long);
  try {
    for (const width of [768, 1280]) {
      for (const [page, path] of [
        [owner, "/activity"],
        [owner, "/settings/members"],
        [operator, "/operations/accounts"],
        [operator, `/operations/accounts/${sid}/request`],
      ] as const) {
        await page.setViewportSize({ width, height: 900 });
        await page.goto(url + path);
        await expect(page.getByText(long).first()).toBeAttached();
        await loaded(page);
        expect(await beyond(page), `${path}, ${width} px`).toBeLessThanOrEqual(0);
      }
    }
  } finally {
    await name("Demo", "Owner");
  }
});

test("for who asked for less motion nothing moves on for ever, nor flickers", async ({ owner }) => {
  await owner.emulateMedia({ reducedMotion: "reduce" });
  await createKey(owner, "Waits without motion");
  await expect(owner.getByText("Waiting for the first request")).toBeVisible();
  const moving = () =>
    owner.evaluate(() => document.getAnimations().map(({ effect }) => effect?.getComputedTiming().endTime));
  await expect.poll(moving).toEqual([]);
});

test("with forced colours a switch has an edge, on or off, and charts are seen in whichever theme was chosen", async ({
  owner,
  installation: { url },
}) => {
  await owner.emulateMedia({ forcedColors: "active", colorScheme: "dark" });
  await owner.evaluate(() => localStorage.setItem("latchkey-theme", "light"));
  await owner.goto(`${url}/settings/notifications`);
  await expect(owner.locator(".mantine-Switch-track").first()).toHaveCSS("border-top-style", "solid");
  await owner.goto(`${url}/limits`);
  const limit = owner.locator("svg path[stroke-dasharray]").first();
  await expect(limit).toHaveCSS("stroke", "rgb(255, 255, 255)");
});

test("what is chosen from is named for who does not see its heading, and passing minutes are not said", async ({
  owner,
}) => {
  await createKey(owner, "Named groups");
  await regenerate(owner);
  await owner.getByRole("button", { name: "I have copied it" }).click();
  await expect(owner.getByTestId("old-token-state")).toHaveRole("note");
  await owner.getByRole("tab", { name: "Permissions" }).click();
  await expect(owner.getByRole("radiogroup", { name: "Access" })).toBeVisible();
  await owner.getByRole("tab", { name: "Network" }).click();
  await expect(owner.getByRole("radiogroup", { name: "Network" })).toBeVisible();
});

test("figures of a busy key and the greatest limit stand beside each other, not one over the other", async ({
  owner,
  installation: { url, proxy },
}) => {
  const pair = await createKey(owner, "Busy");
  const id = openId(owner);
  await settles(() => call(proxy, pair), 200);
  await owner.route("**/graphql", async (route) => {
    const answer = await route.fetch();
    const text = await answer.text();
    const busy = text
      .replace(/"(allowed|denied)":\d+/g, '"$1":12345678')
      .replace(/"(limit|defaultLimit)":\d+/g, '"$1":1000000');
    await route.fulfill({ response: answer, body: busy });
  });
  for (const width of [360, 768]) {
    await owner.setViewportSize({ width, height: 900 });
    await owner.goto(`${url}/keys/${id}`);
    for (const figure of await figures(owner, "24,691,356")) expect(await isCut(figure)).toBe(false);
    await owner.goto(`${url}/limits`);
    for (const figure of await figures(owner, "1,000,000 per minute"))
      expect(await isCut(figure)).toBe(false);
  }
});

/** All that say this, once there are any. */
async function figures(page: Page, text: string): Promise<Locator[]> {
  const found = page.getByText(text, { exact: true });
  await expect(found.first()).toBeVisible();
  return found.all();
}

/** Whether it is wider than the room that it has. */
function isCut(figure: Locator): Promise<boolean> {
  return figure.evaluate((element) => {
    const text = document.createRange();
    text.selectNodeContents(element);
    const room = (element.parentElement ?? element).getBoundingClientRect();
    return text.getBoundingClientRect().right > room.right + 1;
  });
}
