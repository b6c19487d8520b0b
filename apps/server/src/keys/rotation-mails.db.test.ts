import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Account } from "../accounts/account.entity.js";
import { Role } from "../accounts/member.entity.js";
import { HOUR } from "../durations.js";
import { createWorld, type World } from "../graphql/testing/world.js";
import type { OnFailure } from "../mail/each.js";
import { Mail } from "../mail/mail.entity.js";
import { mailed, NOTHING_MAILED } from "../mail/testing/mailed.js";
import { LastUse } from "../usage/last-use.entity.js";
import { remindOfRotations } from "./rotation-reminders.js";

let world: World;
let key: { id: string; key: string; tokens: { id: string; hint: string }[] };
beforeEach(async () => {
  world = await createWorld();
  const holderId = world.users.get(Role.VIEWER)?.id;
  key = (await world.act(Role.OWNER, "createApiKey", { name: "Billing", holderId })).apiKey;
});
afterEach(async () => {
  expect(onFailure.mock.calls).toEqual([]);
  await world.close();
});

const regenerate = async (fields: object = {}) => {
  world.clock.at += HOUR;
  return world.act(Role.DEVELOPER, "regenerateToken", { id: key.id, ...fields }, "token errors { code }");
};
const use = (hoursAgo: number, address: string | null = "203.0.113.9") =>
  world.database.write(async (manager) => {
    const tokenId = key.tokens[0]?.id ?? "";
    await manager.delete(LastUse, { tokenId });
    const at = new Date(world.clock.at - hoursAgo * HOUR);
    const operation = address === null ? null : "sms.send";
    await manager.insert(LastUse, { tokenId, apiKeyId: key.id, at, address, operation });
  });
const onFailure = vi.fn<OnFailure>();
const remind = () => remindOfRotations(world, onFailure);

const mailedOf = (kind: string) => mailed(world.database.reader.manager, kind);

describe("a regeneration", () => {
  it("is told to owners, admins, the holder and who did it, with the old token's end and last use", async () => {
    await use(0);
    const { token } = await regenerate();
    const { to, letter } = await mailedOf("token.regenerated");
    expect(to).toEqual(["admin", "developer", "owner", "viewer"]);
    expect(letter).toEqual({
      subject: 'Key "Billing" has a new token',
      paragraphs: [
        `Key "Billing" (${key.key}) of account alpha (alpha) has a new token (${token.slice(0, 8)}…). The old one (${key.tokens[0]?.hint}…) works until 2026-03-03 13:00 UTC.`,
        "The old one was last used on 2026-03-01 12:00 UTC, from 203.0.113.9, for sms.send.",
      ],
      link: { text: "See the key", path: `/keys/${key.id}?account=alpha` },
    });
    expect(JSON.stringify(await world.database.reader.manager.find(Mail))).not.toContain(token);
  });

  it("without a grace period says that the old one has ended", async () => {
    await regenerate({ gracePeriodSeconds: 0 });
    const { letter } = await mailedOf("token.regenerated");
    expect(letter?.paragraphs[0]).toMatch(/The old one \(lkt_\w{4}…\) has ended\.$/);
    expect(letter?.paragraphs[1]).toBe("The old one was never used.");
  });

  it("is told to nobody when it was refused", async () => {
    await regenerate({ gracePeriodSeconds: -1 });
    expect(await mailedOf("token.regenerated")).toEqual(NOTHING_MAILED);
  });
});

describe("the end of an old token", () => {
  const day = () => mailedOf("token.ends.24h");
  const last = () => mailedOf("token.ends.2h");

  it("is told 24 and 2 hours before, once, while it is used, with the last address and operation", async () => {
    await regenerate();
    world.clock.at += 24 * HOUR - 1;
    await use(1);
    await remind();
    expect(await day()).toEqual(NOTHING_MAILED);
    world.clock.at += 1;
    await Promise.all([remind(), remind(), remind()]);
    await remind();
    expect(await day()).toEqual({
      to: ["admin", "owner", "viewer"],
      letter: {
        subject: 'The old token of key "Billing" ends on 2026-03-03 13:00 UTC, and is still used',
        paragraphs: [
          `Key "Billing" (${key.key}) of account alpha (alpha): the old token (${key.tokens[0]?.hint}…) ends on 2026-03-03 13:00 UTC. Calls with it are denied from then on.`,
          "The old one was last used on 2026-03-02 11:59 UTC, from 203.0.113.9, for sms.send.",
        ],
        link: { text: "See who uses it", path: `/keys/${key.id}?account=alpha` },
      },
    });
    world.clock.at += 22 * HOUR;
    await use(0, null);
    await remind();
    expect((await last()).to).toEqual(["admin", "owner", "viewer"]);
    expect((await last()).letter?.paragraphs[1]).toBe(
      "The old one was last used on 2026-03-03 11:00 UTC, from an unknown address.",
    );
    world.clock.at += 2 * HOUR;
    await remind();
    expect((await day()).to).toHaveLength(3);
  });

  it("is not told when nobody has used it for 24 hours, or since there is a new one", async () => {
    await regenerate();
    world.clock.at += 26 * HOUR;
    await use(24);
    await remind();
    await use(26.5);
    await remind();
    expect(await day()).toEqual(NOTHING_MAILED);
  });

  it("is not told when it was ended early, or the key was deleted", async () => {
    await regenerate();
    world.clock.at += 30 * HOUR;
    await use(1);
    await world.act(Role.OWNER, "deleteRetiringToken", { id: key.id });
    await remind();
    expect(await day()).toEqual(NOTHING_MAILED);
    await world.act(Role.OWNER, "deleteApiKey", { id: key.id });
    await remind();
    expect(await day()).toEqual(NOTHING_MAILED);
  });

  it("is told at 2 hours alone when the grace period was shorter than a day", async () => {
    await regenerate({ gracePeriodSeconds: 10 * 3_600 });
    world.clock.at += 5 * HOUR;
    await use(0);
    await remind();
    expect([await day(), await last()]).toEqual([NOTHING_MAILED, NOTHING_MAILED]);
    world.clock.at += 3 * HOUR;
    await remind();
    expect(await day()).toEqual(NOTHING_MAILED);
    expect((await last()).to).toHaveLength(3);
  });

  it("is told to all others when one can't be told, which is said with its id", async () => {
    const others = (await world.act("stranger", "createApiKey", { name: "Lost" })).apiKey;
    await use(0);
    await world.database.write((manager) =>
      manager.insert(LastUse, {
        tokenId: others.tokens[0].id,
        apiKeyId: others.id,
        at: new Date(world.clock.at + 2 * HOUR),
        address: null,
      }),
    );
    await world.act("stranger", "regenerateToken", { id: others.id }, "token");
    await regenerate();
    await world.database.write((manager) => manager.delete(Account, { id: world.beta.id }));
    world.clock.at += 47 * HOUR;
    await use(1);
    await world.database.write((manager) =>
      manager.update(LastUse, { apiKeyId: others.id }, { at: new Date(world.clock.at - HOUR) }),
    );
    world.clock.at -= HOUR;
    await remind();
    expect(onFailure.mock.calls).toEqual([[others.tokens[0].id, expect.any(Error)]]);
    expect((await mailedOf("token.ends.2h")).to).toEqual(["admin", "owner", "viewer"]);
    onFailure.mockClear();
  });
});
