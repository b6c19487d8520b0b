import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AuditEvent } from "../audit/audit-event.entity.js";
import { newId } from "../database/ids.js";
import { underWay } from "../database/testing/under-way.js";
import { createWorld, type World } from "../graphql/testing/world.js";
import { insertUser } from "../identity/new-user.js";
import { User } from "../identity/user.entity.js";
import { Mail } from "../mail/mail.entity.js";
import { Account } from "./account.entity.js";
import { Member, Role } from "./member.entity.js";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const manager = () => world.database.reader.manager;
const create = (input: object) => world.act("operator", "createAccount", input);
const accountOf = (sid: string) => manager().findOneByOrFail(Account, { sid });
const membersOf = async (sid: string) => manager().findBy(Member, { accountId: (await accountOf(sid)).id });
const mailsTo = async (recipient: string) => {
  const mails = await manager().find(Mail, { where: { recipient }, order: { id: "ASC" } });
  return mails.map(({ letter }) => JSON.parse(letter));
};

describe("createAccount", () => {
  it("makes an account without a key, whose owner is made and chooses a password by a mail", async () => {
    const asked = { sid: "acme", name: " Acme Parcels ", ownerEmail: " New@Acme.example " };
    expect(await create(asked)).toEqual({ account: { sid: "acme", name: "Acme Parcels" }, errors: [] });
    const { id: userId } = await manager().findOneByOrFail(User, { email: "new@acme.example" });
    expect(await membersOf("acme")).toMatchObject([{ userId, role: Role.OWNER }]);
    const { data } = await world.ask("operator", '{ account(sid: "acme") { apiKeys { totalCount } } }');
    expect(data.account.apiKeys.totalCount).toBe(0);
    expect(await mailsTo("new@acme.example")).toMatchObject([
      {
        subject: "You own the account Acme Parcels of Latchkey",
        link: { text: "Choose a password", path: "/forgot" },
      },
    ]);
  });

  it("gives it to who signs in with the address already, and leads them into it", async () => {
    const owner = world.users.get(Role.OWNER);
    expect(await create({ sid: "acme2", ownerEmail: owner?.email })).toEqual({
      account: { sid: "acme2", name: "Acme2" },
      errors: [],
    });
    expect(await membersOf("acme2")).toMatchObject([{ userId: owner?.id, role: Role.OWNER }]);
    const [mail] = (await mailsTo(owner?.email ?? "")).slice(-1);
    expect(mail.link).toEqual({ text: "Open the account", path: "/keys?account=acme2" });
  });

  it("writes one event, into the audit of the account, with who made it", async () => {
    await create({ sid: "audited", ownerEmail: "audited@example.com" });
    const { id } = await accountOf("audited");
    expect(await manager().findBy(AuditEvent, { accountId: id })).toMatchObject([
      { action: "account.created", subjectId: id, actorUserId: world.users.get("operator")?.id, position: 1 },
    ]);
  });

  it("names an account by its sid in the mail where its name would become a link", async () => {
    await create({ sid: "linked", name: "evil.example", ownerEmail: "linked@example.com" });
    expect((await mailsTo("linked@example.com"))[0].subject).toBe("You own the account linked of Latchkey");
  });

  it.each<[string, object, object[]]>([
    ["a sid that an account has", { sid: "alpha" }, [{ code: "TAKEN", path: ["sid"] }]],
    ["a sid that is none", { sid: "a/b" }, [{ code: "INVALID", path: ["sid"] }]],
    ["a sid of nothing", { sid: "" }, [{ code: "INVALID", path: ["sid"] }]],
    ["a sid that is too long", { sid: "x".repeat(65) }, [{ code: "INVALID", path: ["sid"] }]],
    ["an address that is none", { ownerEmail: "nobody" }, [{ code: "INVALID", path: ["ownerEmail"] }]],
    [
      "an address of two lines",
      { ownerEmail: "a@example.com\nBcc: evil@example.com" },
      [{ code: "INVALID", path: ["ownerEmail"] }],
    ],
    [
      "an address that is too long",
      { ownerEmail: `${"a".repeat(300)}@example.com` },
      [{ code: "INVALID", path: ["ownerEmail"] }],
    ],
    ["a sid with a character of another script", { sid: "аlpha" }, [{ code: "INVALID", path: ["sid"] }]],
    ["a name of nothing", { name: " " }, [{ code: "INVALID", path: ["name"] }]],
    ["a name of two lines", { name: "Acme\nLtd" }, [{ code: "INVALID", path: ["name"] }]],
    [
      "all that is wrong at once",
      { sid: "", ownerEmail: "", name: "x".repeat(101) },
      [
        { code: "INVALID", path: ["sid"] },
        { code: "INVALID", path: ["ownerEmail"] },
        { code: "TOO_LONG", path: ["name"] },
      ],
    ],
  ])("refuses %s, and makes nobody", async (_, wrong, errors) => {
    const before = [await manager().count(Account), await manager().count(User), await manager().count(Mail)];
    const input = { sid: "refused", ownerEmail: "refused@example.com", ...wrong };
    expect(await create(input)).toMatchObject({ account: null, errors });
    expect([
      await manager().count(Account),
      await manager().count(User),
      await manager().count(Mail),
    ]).toEqual(before);
  });

  it("makes of several at the same moment each sid once, and their owner once", async () => {
    const sids = ["prod", "test", "test"];
    const all = await Promise.all(sids.map((sid) => create({ sid, ownerEmail: "several@example.com" })));
    expect(all.flatMap(({ errors }) => errors)).toMatchObject([{ code: "TAKEN" }]);
    const { id: userId } = await manager().findOneByOrFail(User, { email: "several@example.com" });
    expect(await manager().countBy(Member, { userId })).toBe(2);
  });

  it("finds who joins by an invitation at the same moment, with the same address", async () => {
    const now = new Date(world.clock.at);
    const joining = { id: newId("usr", now), name: "Joined", email: "joining@example.com" };
    const join = await underWay(world.database, (manager) =>
      insertUser({ manager, now }, { ...joining, password: "" }),
    );
    const creating = create({ sid: "joined", ownerEmail: joining.email });
    await join.heldUp();
    join.release();
    await join.done;
    expect((await creating).errors).toEqual([]);
    expect(await membersOf("joined")).toMatchObject([{ userId: joining.id, role: Role.OWNER }]);
    expect(await mailsTo(joining.email)).toMatchObject([{ link: { text: "Open the account" } }]);
  });

  it("is for operators alone: an owner is refused, which the installation's audit tells", async () => {
    const refused = await world.act(Role.OWNER, "createAccount", {
      sid: "mine",
      ownerEmail: "x@example.com",
    });
    expect(refused).toEqual({ topLevel: "FORBIDDEN" });
    expect(await manager().existsBy(Account, { sid: "mine" })).toBe(false);
  });
});
