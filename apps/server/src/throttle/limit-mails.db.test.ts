import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Account } from "../accounts/account.entity.js";
import { Role } from "../accounts/member.entity.js";
import { Api } from "../catalogue/api.entity.js";
import { DAY } from "../durations.js";
import { createWorld, type Who, type World } from "../graphql/testing/world.js";
import type { OnFailure } from "../mail/each.js";
import { Mail } from "../mail/mail.entity.js";
import { mailed, NOTHING_MAILED } from "../mail/testing/mailed.js";
import { remindOfLimits } from "./limit-reminders.js";
import { ThrottleGrant } from "./throttle-grant.entity.js";

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(async () => {
  expect(onFailure.mock.calls).toEqual([]);
  await world.close();
});

const ask = async (fields: object = {}, who: Who = Role.DEVELOPER): Promise<string> => {
  world.clock.at += 1;
  const input = { api: "sms", limit: 400, reason: "Diwali,\nall of it.", ...fields };
  return (await world.act(who, "requestThrottleLimit", input)).throttleRequest.id;
};
const approve = (id: string, fields: object = {}) =>
  world.act("operator", "approveThrottleRequest", { id, ...fields });
const until = (days: number) => new Date(world.clock.at + days * DAY).toISOString();
const onFailure = vi.fn<OnFailure>();
const remind = () => remindOfLimits(world, onFailure);
const unwanted = (who: Who, kind: string) =>
  world.act(who, "setMyNotifications", { settings: [{ kind, wanted: false }] });

const mailedOf = (kind: string) => mailed(world.database.reader.manager, kind);

describe("a new request", () => {
  it("is told to operators, with what was asked, why, and how the Api is used", async () => {
    const id = await ask({ validUntil: "2026-03-31T12:00:00Z" });
    expect(await mailedOf("throttleRequest.created")).toEqual({
      to: ["operator"],
      letter: {
        subject: "alpha asks for 400 calls per minute to SMS",
        paragraphs: [
          "alpha (alpha) asks for 400 calls per minute to SMS, until 2026-03-31 12:00 UTC. 200 are in force.",
          "In the last 7 days at most 0 calls passed in one window, and 0 were throttled.",
          "Their reason: Diwali,\nall of it.",
        ],
        link: { text: "Decide", path: `/operations/requests/${id}` },
      },
    });
  });

  it("is not told to operators who do not want it, nor to the one who entered it", async () => {
    await ask({ accountSid: "alpha" }, "operator");
    expect(await mailedOf("throttleRequest.created")).toEqual(NOTHING_MAILED);
    await unwanted("operator", "REQUESTS");
    await ask({}, "stranger");
    expect(await mailedOf("throttleRequest.created")).toEqual(NOTHING_MAILED);
  });

  it("is told to nobody when it was refused", async () => {
    await ask();
    await world.act(Role.OWNER, "requestThrottleLimit", { api: "sms", limit: 5, reason: "Again" });
    expect((await mailedOf("throttleRequest.created")).to).toEqual(["operator"]);
  });
});

describe("a decision", () => {
  it("for another value is told to owners, admins and who asked", async () => {
    const id = await ask();
    await approve(id, { grantedLimit: 300, validUntil: "2026-03-31T12:00:00Z", note: "For now." });
    expect(await mailedOf("throttleRequest.decided")).toEqual({
      to: ["admin", "developer", "owner"],
      letter: {
        subject: "Your request for 400 calls per minute to SMS was approved",
        paragraphs: [
          "Account alpha (alpha): 300 calls per minute to SMS are granted, until 2026-03-31 12:00 UTC. They are in force now.",
          "The note to it: For now.",
        ],
        link: { text: "See the request", path: `/limits/requests/${id}?account=alpha` },
      },
    });
  });

  it("against it is told to those who want it", async () => {
    await unwanted(Role.OWNER, "DECISIONS");
    const id = await ask({}, Role.ADMIN);
    await world.act("operator", "declineThrottleRequest", { id, note: "First pay." });
    const { to, letter } = await mailedOf("throttleRequest.decided");
    expect(to).toEqual(["admin"]);
    expect(letter?.subject).toBe("Your request for 400 calls per minute to SMS was declined");
    expect(letter?.paragraphs[1]).toBe("The note to it: First pay.");
  });

  it("of the rule is told to the account, and no request to operators", async () => {
    const rule = { enabled: true, upToTimesDefault: 3, peakShare: 0 };
    await world.act("operator", "setAutoApprovalRule", rule);
    await world.database.write((manager) =>
      manager.query(
        "INSERT INTO `throttle_minute` (`accountId`, `apiCode`, `minute`, `gatewayId`, `peak`, `throttled`) VALUES (?, 'sms', ?, 'a', 1, 0)",
        [world.alpha.id, Math.floor(world.clock.at / 60_000)],
      ),
    );
    await ask();
    expect((await mailedOf("throttleRequest.decided")).to).toEqual(["admin", "developer", "owner"]);
    expect(await mailedOf("throttleRequest.created")).toEqual(NOTHING_MAILED);
  });

  it("to end a grant is told to the account and who asked, with what is in force again", async () => {
    await approve(await ask());
    await world.act("operator", "endThrottleGrant", { accountSid: "alpha", api: "sms" });
    const { to, letter } = await mailedOf("throttleGrant.ended");
    expect(to).toEqual(["admin", "developer", "owner"]);
    expect(letter?.paragraphs).toEqual([
      "Account alpha (alpha): the granted limit of 400 calls per minute to SMS was ended. 200 are in force now.",
    ]);
  });
});

describe("the end of a granted limit", () => {
  const seven = () => mailedOf("throttleGrant.ends.7d");
  const one = () => mailedOf("throttleGrant.ends.1d");

  it("is told 7 days and 1 day before, once, whoever looks and however often", async () => {
    await approve(await ask(), { validUntil: until(30) });
    world.clock.at += 23 * DAY - 1;
    await remind();
    expect(await seven()).toEqual(NOTHING_MAILED);
    world.clock.at += 1;
    await Promise.all([remind(), remind(), remind()]);
    await remind();
    expect(await seven()).toEqual({
      to: ["admin", "developer", "owner"],
      letter: {
        subject: "The limit of 400 calls per minute to SMS ends on 2026-03-31 12:00 UTC",
        paragraphs: [
          "Account alpha (alpha): the granted limit of 400 calls per minute to SMS ends on 2026-03-31 12:00 UTC. From then on 200 are in force.",
          "If you need it for longer, ask for it before then.",
        ],
        link: { text: "See your limits", path: "/limits?account=alpha" },
      },
    });
    world.clock.at += 6 * DAY - 1;
    await remind();
    expect(await one()).toEqual(NOTHING_MAILED);
    world.clock.at += 1;
    await remind();
    expect((await one()).to).toEqual(["admin", "developer", "owner"]);
    world.clock.at += DAY;
    await remind();
    expect(await world.database.reader.manager.countBy(Mail, {})).toBe(1 + 3 + 3 + 3);
  });

  it("is told once, late, when no server ran at the first moment", async () => {
    await approve(await ask(), { validUntil: until(30) });
    world.clock.at += 29.5 * DAY;
    await remind();
    expect(await seven()).toEqual(NOTHING_MAILED);
    expect((await one()).to).toHaveLength(3);
  });

  it("is not told when it was as near from the start, was ended, or another grant is in force", async () => {
    await approve(await ask(), { validUntil: until(0.5) });
    await remind();
    await approve(await ask({ api: "voice" }), { validUntil: until(10) });
    await world.act("operator", "endThrottleGrant", { accountSid: "alpha", api: "voice" });
    await approve(await ask({ api: "voice" }), { validUntil: until(10) });
    await approve(await ask({ api: "voice" }));
    world.clock.at += 9.5 * DAY;
    await remind();
    expect([await seven(), await one()]).toEqual([NOTHING_MAILED, NOTHING_MAILED]);
  });

  it("is not told of an Api that has left the catalogue", async () => {
    await approve(await ask(), { validUntil: until(10) });
    world.clock.at += 5 * DAY;
    const retire = (retiredAt: Date | null) =>
      world.database.write((manager) => manager.update(Api, { code: "sms" }, { retiredAt }));
    await retire(new Date(world.clock.at));
    await remind();
    expect(await seven()).toEqual(NOTHING_MAILED);
    await retire(null);
    await remind();
    expect((await seven()).to).toHaveLength(3);
  });

  it("is told with the older grant that is back, and only to those who want it", async () => {
    await unwanted(Role.OWNER, "LIMIT_ENDS");
    await unwanted(Role.DEVELOPER, "LIMIT_ENDS");
    await approve(await ask(), { grantedLimit: 250 });
    await approve(await ask(), { validUntil: until(8) });
    world.clock.at += 2 * DAY;
    await remind();
    const { to, letter } = await seven();
    expect(to).toEqual(["admin"]);
    expect(letter?.paragraphs[0]).toMatch(/From then on 250 are in force\.$/);
  });

  it("is told to all others when one can't be told, which is said with its id", async () => {
    await approve(await ask({}, "stranger"), { validUntil: until(8) });
    await approve(await ask(), { validUntil: until(8) });
    const { manager } = world.database.reader;
    const [lost] = await manager.findBy(ThrottleGrant, { accountId: world.beta.id });
    await world.database.write((writing) => writing.delete(Account, { id: world.beta.id }));
    world.clock.at += 2 * DAY;
    await remind();
    expect((await seven()).to).toEqual(["admin", "developer", "owner"]);
    expect(onFailure.mock.calls).toEqual([[lost?.id, expect.any(Error)]]);
    onFailure.mockClear();
  });
});
