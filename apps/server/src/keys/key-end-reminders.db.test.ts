import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Role } from "../accounts/member.entity.js";
import { DAY } from "../durations.js";
import { createWorld, type World } from "../graphql/testing/world.js";
import type { OnFailure } from "../mail/each.js";
import { mailed, NOTHING_MAILED } from "../mail/testing/mailed.js";
import { LastUse } from "../usage/last-use.entity.js";
import { remindOfKeyEnds } from "./key-end-reminders.js";

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(async () => {
  expect(onFailure.mock.calls).toEqual([]);
  await world.close();
});

const onFailure = vi.fn<OnFailure>();
const remind = () => remindOfKeyEnds(world, onFailure);
const week = () => mailed(world.database.reader.manager, "apiKey.ends.7d");
const day = () => mailed(world.database.reader.manager, "apiKey.ends.1d");

const inDays = (days: number) => new Date(world.clock.at + days * DAY).toISOString();
/** A key that ends in so many days. */
async function keyFor(days: number) {
  const input = { name: "Billing", expiresAt: inDays(days), holderId: world.users.get(Role.VIEWER)?.id };
  return (await world.act(Role.OWNER, "createApiKey", input)).apiKey;
}
const change = (id: string, fields: object) => world.act(Role.OWNER, "updateApiKey", { id, ...fields });

describe("the end of a key", () => {
  it("is told to owners, admins and the holder 7 days before and 1 day before, each once, by several servers too", async () => {
    const { id, key, tokens } = await keyFor(30);
    world.clock.at += 23 * DAY - 1;
    await remind();
    expect(await week()).toEqual(NOTHING_MAILED);
    world.clock.at += 1;
    await Promise.all([remind(), remind(), remind()]);
    await remind();
    const subject = 'Key "Billing" ends on 2026-03-31 12:00 UTC';
    const end = `Key "Billing" (${key}) of account alpha (alpha) ends on 2026-03-31 12:00 UTC. Calls with it are denied from then on.`;
    const link = { text: "See the key", path: `/keys/${id}?account=alpha` };
    expect(await week()).toEqual({
      to: ["admin", "owner", "viewer"],
      letter: { subject, paragraphs: [end, "It was never used."], link },
    });
    expect(await day()).toEqual(NOTHING_MAILED);

    world.clock.at += 6 * DAY;
    const used = { at: new Date(world.clock.at), address: "203.0.113.9", operation: "sms.send" };
    const use = { tokenId: tokens[0].id, apiKeyId: id, ...used };
    await world.database.write((manager) => manager.insert(LastUse, use));
    await remind();
    expect((await day()).letter?.paragraphs).toEqual([
      end,
      "It was last used on 2026-03-30 12:00 UTC, from 203.0.113.9, for sms.send. If it is still needed, give it a later end before then.",
    ]);
    world.clock.at += DAY;
    await remind();
    expect((await day()).to).toHaveLength(3);
    expect((await week()).to).toHaveLength(3);
  });

  it("is told again when it was put off", async () => {
    const { id } = await keyFor(8);
    world.clock.at += DAY;
    await remind();
    expect((await week()).to).toHaveLength(3);
    await change(id, { expiresAt: inDays(30) });
    world.clock.at += 23 * DAY;
    await remind();
    const { manager } = world.database.reader;
    expect(
      await manager.query("SELECT `name` FROM `mail` WHERE `name` LIKE 'apiKey.ends.7d %'"),
    ).toHaveLength(6);
  });

  it("is told 1 day before alone where the key was made for less than a week", async () => {
    await keyFor(3);
    await remind();
    expect(await week()).toEqual(NOTHING_MAILED);
    world.clock.at += 2 * DAY;
    await remind();
    expect((await day()).to).toHaveLength(3);
    expect(await week()).toEqual(NOTHING_MAILED);
  });

  it("is not told of a key that is disabled or deleted", async () => {
    const { id } = await keyFor(8);
    world.clock.at += 2 * DAY;
    await world.act(Role.OWNER, "disableApiKey", { id });
    await remind();
    await world.act(Role.OWNER, "deleteApiKey", { id });
    await remind();
    expect(await week()).toEqual(NOTHING_MAILED);
  });

  it("is not told to who does not want it", async () => {
    await keyFor(8);
    const settings = [{ kind: "KEY_ENDS", wanted: false }];
    await world.act(Role.ADMIN, "setMyNotifications", { settings });
    world.clock.at += 2 * DAY;
    await remind();
    expect((await week()).to).toEqual(["owner", "viewer"]);
  });
});
