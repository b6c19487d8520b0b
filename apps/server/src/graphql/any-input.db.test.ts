import fc from "fast-check";
import { type GraphQLInputType, isInputObjectType, isListType, isNonNullType } from "graphql";
import { afterAll, beforeAll, expect, it } from "vitest";
import { Role } from "../accounts/member.entity.js";
import { buildApiSchema } from "./schema.js";
import { anyCall, type Call, documentOf } from "./testing/any-call.js";
import { Ref } from "./testing/any-value.js";
import { SHOWN } from "./testing/shown.js";
import { createWorld, type Reply, type Who, type World } from "./testing/world.js";

// Whatever is sent is answered in words of ours, changes what it should or nothing, and is answered alike by SQLite and MySQL.
// A failure tells its seed: INPUT_SEED=… repeats it, INPUT_CALLS=… takes more.

const SEED = Number(process.env.INPUT_SEED ?? Date.now() % 1e9);
const DIALECTS = process.env.TEST_DATABASE === "mysql" ? ["sqlite", "mysql"] : ["sqlite"];
const CALLS = Number(process.env.INPUT_CALLS ?? (DIALECTS.length > 1 ? 300 : 600));
/** Milliseconds that no call takes, also on a machine with other things to do. */
const LONGEST = 5_000;

type Rows = Record<string, unknown>[];
type Dump = Record<string, Rows>;

/** What a refused act adds to, and what tells of calls. */
const UNTOLD = /^(audit_|usage_|throttle_(minute|live)|last_use|denial|gateway)/;

async function dumpOf({ database: { reader } }: World): Promise<Dump> {
  const tables = reader.entityMetadatas
    .map(({ tableName }) => tableName)
    .filter((name) => !UNTOLD.test(name));
  const dump: Dump = {};
  for (const table of tables) dump[table] = await reader.query(`SELECT * FROM \`${table}\``);
  return dump;
}

let worlds: World[];
let dumps: Dump[];
beforeAll(async () => {
  worlds = [];
  for (const dialect of DIALECTS) worlds.push(await createWorld(dialect));
  for (const world of worlds) await world.ask("writing key", "{ apis { code } }");
  dumps = await Promise.all(worlds.map(dumpOf));
});
afterAll(() => Promise.all(worlds.map((world) => world.close())));

/** Who asks stays able to. */
const isSpared = (world: World, row: Rows[number]) =>
  row.name === "The writing key" ||
  [Role.OWNER, Role.DEVELOPER].some((who) => row.userId === world.users.get(who)?.id);

/** The same with ids in place of `Ref`s. */
function filled(world: World, dump: Dump, value: unknown): unknown {
  if (value instanceof Ref) {
    const rows = (dump[value.kind === "cursor" ? "api_key" : value.kind] ?? []).filter(
      (row) => !isSpared(world, row),
    );
    const ids = rows.map(({ id }) => String(id)).sort();
    const id = ids[value.place % ids.length] ?? "key_000000000000000000000000";
    return value.kind === "cursor" ? Buffer.from(id).toString("base64url") : id;
  }
  if (Array.isArray(value)) return value.map((part) => filled(world, dump, part));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, filled(world, dump, part)]));
}

/** Without what is drawn anew in each world: what is left of an id is the moment of its making. */
function comparable(value: unknown): unknown {
  const text = JSON.stringify(value)
    .replace(/"([A-Za-z0-9_-]{38,})"/g, (whole, cursor) => {
      const inside = Buffer.from(cursor, "base64url").toString();
      return /^[a-z]{3}_\w{24}/.test(inside) ? JSON.stringify(inside) : whole;
    })
    .replace(/\b([a-z]{3}_\w{8})\w{16}\b/gi, "$1")
    .replace(/\blk_\w{20}\b/g, "lk_")
    .replace(/\blkt_\w{38}\b|\blkt_\w{4}(?=[…"])/g, "lkt_");
  return JSON.parse(text);
}

/** Drawn or made up. */
const DRAWN = /^(hash|hint|mark|password|tokenHash|inputHash|payload|letter|subject|body)$/;

function comparableRows(rows: Rows = []): unknown[] {
  const texts = rows.map((row) => {
    const values = Object.entries(row).filter(([name]) => !DRAWN.test(name));
    return JSON.stringify(
      comparable(values.map(([name, value]) => [name, value === null ? null : String(value)])),
    );
  });
  return texts.sort();
}

/** Every text in a value, but ids. */
function textsIn(value: unknown): string[] {
  if (typeof value === "string") return /^[a-z]{3}_\w{24}$/.test(value) ? [] : [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

/** Words of the schema, the catalogue and documents, which errors may name. */
const OURS = /^(__proto__|constructor|alpha|beta|voice|sms\.\w+|access-control(\.read)?|[A-Z_]+)$/;

/** Whether there is such a place in an input; the last step may name what was left out. */
function isPlace(type: GraphQLInputType, value: unknown, [step, ...rest]: readonly string[]): boolean {
  if (isNonNullType(type)) return isPlace(type.ofType, value, step === undefined ? [] : [step, ...rest]);
  if (step === undefined) return true;
  if (isListType(type)) {
    const entries = Array.isArray(value) ? value : [value];
    return Number(step) in entries && isPlace(type.ofType, entries[Number(step)], rest);
  }
  const field = isInputObjectType(type) ? type.getFields()[step] : undefined;
  const inner = (value as Record<string, unknown> | null | undefined)?.[step];
  return field !== undefined && (rest.length === 0 || inner != null) && isPlace(field.type, inner, rest);
}

/** Told of calls by a key, which are written down some time later. */
const OF_CALLS = ["usage", "uses", "callers", "callsByKey", "recentDenials", "previewAccessChange"];

function expectWords(world: World, reply: Reply, errors: { message: string }[], args: object): void {
  expect(world.reported).toEqual([]);
  expect(reply.status).toBeLessThan(500);
  expect(reply.errors.map(({ extensions }) => extensions.code)).not.toContain("INTERNAL_SERVER_ERROR");
  const logged = world.logged.splice(0);
  const said = JSON.stringify([reply.errors, errors, logged]).replace(/Did you mean [^?]*\?/g, "");
  const told = textsIn(args).filter((text) => text.trim().length > 4 && !OURS.test(text));
  expect(told.filter((text) => said.includes(JSON.stringify(text).slice(1, -1)))).toEqual([]);
}

/** Sends a call, and looks at what is said and done. @returns what is the same on each database */
async function make(at: number, who: Who, call: Call): Promise<unknown> {
  const [world, before] = [worlds[at], dumps[at]] as [World, Dump];
  world.clock.at += 1_000;
  const args = filled(world, before, call.args) as Record<string, unknown>;
  const [document, variables] = documentOf(call, args);
  const began = performance.now();
  const reply = await world.ask(who, document, variables);
  expect(performance.now() - began).toBeLessThan(LONGEST);
  const { name, type } = call.field.args[0] ?? expect.unreachable();
  const payload = call.parent === "Mutation" ? reply.data?.[call.field.name] : null;
  const errors: { message: string; path: string[] | null }[] = payload?.errors ?? [];
  expectWords(world, reply, errors, args);
  for (const { path } of errors) expect([path, isPlace(type, args[name], path ?? [])]).toEqual([path, true]);
  const told = reply.errors.map(({ message, extensions: { code } }) => [code, message]);
  if (call.parent !== "Mutation") {
    const isSteady = !OF_CALLS.includes(call.field.name) && args.order !== "IDLE_LONGEST";
    return comparable([reply.status, told, isSteady && reply.data]);
  }
  const after = await dumpOf(world);
  dumps[at] = after;
  if (payload?.account?.suspended === true) {
    world.clock.at += 1;
    const resumed = { accountSid: "alpha", suspended: false, reason: "Others go on." };
    await world.act("operator", "setAccountSuspended", resumed);
    dumps[at] = await dumpOf(world);
  }
  if (payload == null || errors.length > 0) expect(after).toEqual(before);
  else expect(payload).toMatchObject(SHOWN[call.field.name]?.(args[name] as never) ?? {});
  const tables = Object.entries(after).map(([table, rows]) => [table, comparableRows(rows)]);
  return [comparable([reply.status, told, payload]), tables];
}

const operators =
  /^(approve|decline|createAccount|setAccount|endThrottle|setApi|setAuto|accounts$|auditEvents$)/;
const who = (call: Call) =>
  fc.oneof(
    fc.constant<Who>(operators.test(call.field.name) && call.parent !== "Account" ? "operator" : Role.OWNER),
    fc.constantFrom<Who>(Role.OWNER, Role.DEVELOPER, "operator", "writing key"),
  );
const asked = anyCall(buildApiSchema()).chain((call) => fc.tuple(who(call), fc.constant(call)));

it(`answers ${CALLS} calls of any kind in words of ours, and alike on each database (INPUT_SEED=${SEED})`, async () => {
  const property = fc.asyncProperty(asked, async ([who, call]) => {
    const answers: unknown[] = [];
    for (const at of worlds.keys()) answers.push(await make(at, who, call));
    for (const answer of answers.slice(1)) expect(answer).toEqual(answers[0]);
  });
  // What went before counts: nothing can be left out of it.
  await fc.assert(property, { seed: SEED, numRuns: CALLS, endOnFailure: true });
}, 600_000);
