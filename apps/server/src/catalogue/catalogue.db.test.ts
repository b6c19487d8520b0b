import { afterAll, beforeAll, expect, it } from "vitest";
import { Role } from "../accounts/member.entity.js";
import { createWorld, type World } from "../graphql/testing/world.js";
import { Operation } from "./operation.entity.js";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const operations = async () => {
  const query = "{ apis { code operations { code api { code } } } }";
  const { apis } = (await world.ask(Role.VIEWER, query)).data;
  return apis.map((api: { code: string; operations: { code: string; api: { code: string } }[] }) => [
    api.code,
    ...api.operations.map(({ code, api }) => `${code} of ${api.code}`),
  ]);
};

it("lists the operations of each Api in the catalogue's order, without those that have left it", async () => {
  await world.database.write((manager) => manager.update(Operation, { code: "sms.list" }, { position: -1 }));
  expect(await operations()).toEqual([
    ["sms", "sms.list of sms", "sms.send of sms"],
    ["voice", "voice.calls.list of voice"],
  ]);
  const retiredAt = new Date(world.clock.at);
  await world.database.write((manager) => manager.update(Operation, { apiCode: "voice" }, { retiredAt }));
  expect(await operations()).toEqual([["sms", "sms.list of sms", "sms.send of sms"], ["voice"]]);
});
