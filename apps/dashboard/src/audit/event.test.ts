import { describe, expect, test } from "vitest";
import { actorId, actorInWords, type Event, subjectPage, toCsv } from "./event.js";

const event: Event = {
  id: "evt_1",
  at: "2026-03-01T12:00:00.000Z",
  action: "apiKey.created",
  summary: 'Key "a, b" was made.',
  subjectId: "key_1",
  address: "192.0.2.1",
  actorApiKey: null,
  actorUser: { id: "usr_1", name: "Asha", email: "asha@example.com" },
};

describe("who acted", () => {
  test.each([
    ["a person", {}, "Asha (asha@example.com)"],
    ["a key", { actorUser: null, actorApiKey: "lk_1" }, "The key lk_1"],
    ["the installation", { actorUser: null }, "Latchkey"],
  ])("is %s", (_, actor, words) => {
    expect(actorInWords({ ...event, ...actor })).toBe(words);
  });

  test("is asked for by the person's id or the key's public name, and Latchkey by none", () => {
    expect(actorId(event)).toBe("usr_1");
    expect(actorId({ actorUser: null, actorApiKey: "lk_1" })).toBe("lk_1");
    expect(actorId({ actorUser: null, actorApiKey: null })).toBeNull();
  });
});

describe("what an event was done to", () => {
  test.each([
    ["apiKey.created", "/keys/$id"],
    ["token.regenerated", "/keys/$id"],
    ["token.deleted", "/keys/$id"],
    ["allowlist.set", "/keys/$id"],
    ["throttleRequest.approved", "/limits/requests/$id"],
  ])("has a page where it is there still: %s", (action, to) => {
    expect(subjectPage({ ...event, action })).toEqual({ to, id: "key_1" });
  });

  test("has one where it was refused, too, and is there still", () => {
    const refused = (action: string, subjectId: string) => subjectPage({ ...event, action, subjectId });
    expect(refused("deleteApiKey.refused", "key_1")).toEqual({ to: "/keys/$id", id: "key_1" });
    const request = { to: "/limits/requests/$id", id: "req_1" };
    expect(refused("approveThrottleRequest.refused", "req_1")).toEqual(request);
    expect(refused("removeMember.refused", "mem_1")).toBeNull();
  });

  test.each(["apiKey.deleted", "member.joined", "throttleGrant.ended"])("has none: %s", (action) => {
    expect(subjectPage({ ...event, action })).toBeNull();
  });

  test("has none where nothing is named", () => {
    expect(subjectPage({ ...event, subjectId: null })).toBeNull();
  });
});

describe("events as CSV", () => {
  test("have a line of names, and quotes where a cell needs them", () => {
    expect(toCsv([event])).toBe(
      "time,who,email,action,summary,address,subject\r\n" +
        '2026-03-01T12:00:00.000Z,Asha,asha@example.com,apiKey.created,"Key ""a, b"" was made.",192.0.2.1,key_1\r\n',
    );
  });

  test.each(["=1+1", "+1", "-1", "@sum", "\t=1"])("are no formulas: %j", (name) => {
    const csv = toCsv([{ ...event, actorUser: { id: "usr_1", name, email: null } }]);
    expect(csv.split("\r\n")[1]).toContain(`,'${name},`);
  });

  test("leave empty what is not known", () => {
    const unknown = { actorUser: null, summary: "x", address: null, subjectId: null };
    expect(toCsv([{ ...event, ...unknown }])).toContain(",Latchkey,,apiKey.created,x,,\r\n");
  });
});
