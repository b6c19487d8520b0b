import { setTimeout as sleep } from "node:timers/promises";
import { basic } from "@latchkey/enforcer/testing";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { createPlace } from "./support/database.js";
import { startGateway } from "./support/gateway.js";
import { Listener } from "./support/listener.js";
import { MariaDb } from "./support/mariadb.js";
import { startServer } from "./support/server.js";

const SECOND = 1_000;
const AWAY = 60 * SECOND;
const LEASE_SECONDS = 5;
const LEASE = LEASE_SECONDS * SECOND;
/** On a busy machine, a gateway's last successful pull may have begun this long before the database went. */
const LAST_LOOK = 1.5 * SECOND;
/** By then a gateway that was just started has learnt that the database does not answer: before, it refuses connections; after, it answers 503. */
const TRIED = 5 * SECOND;
/** A gateway pulls again after a second at most, but may first have to give up a connection that was cut off. */
const RECOVERY = 10 * SECOND;

const WAYS = ["killed", "frozen"] as const;
type Way = (typeof WAYS)[number];

/** What happened to three gateways, of which the last was started while the database was away. */
type Outage = Awaited<ReturnType<typeof observe>>;

async function observe(way: Way) {
  const database = await MariaDb.start();
  const place = await createPlace(database.url);
  const server = await startServer({ databaseUrl: place.url });
  const { owner, operator } = server;
  const leaving = await startServer({ databaseUrl: place.url, people: { owner, operator } });
  const pair = await server.owner.makeKey("known");
  const known = basic(pair.key, pair.token);
  const unknown = basic("lk_00000000000000000000", pair.token);
  const options = { databaseUrl: place.url, leaseSeconds: LEASE_SECONDS };
  const gateways = await Promise.all([startGateway(options), startGateway(options)]);
  const listeners = gateways.map((gateway) => listen(gateway));
  function listen(gateway: (typeof gateways)[number]) {
    return { known: new Listener(gateway, known), unknown: new Listener(gateway, unknown) };
  }
  await vi.waitFor(() => expect(listeners[1]?.known.said.at(-1)?.status).toBe(200), { timeout: RECOVERY });

  await (way === "killed" ? database.kill() : database.freeze());
  const wentAt = performance.now();
  const left = leaving.running.stop().then((code) => ({ code, after: performance.now() - wentAt }));
  await sleep(10 * SECOND);
  const late = await startGateway(options, { untilReady: false });
  const lateFrom = performance.now();
  gateways.push(late);
  listeners.push(listen(late));
  const lateReadiness = new Set<number>();
  while (performance.now() < wentAt + AWAY) {
    lateReadiness.add(await late.readiness());
    await sleep(500);
  }
  const beforeReturn = performance.now();
  await (way === "killed" ? database.start() : database.thaw());
  const cameAt = performance.now();
  const recoveries = await Promise.all(
    gateways.map(async (gateway) => {
      while ((await gateway.readiness()) !== 200 && performance.now() < cameAt + 3 * RECOVERY)
        await sleep(20);
      return performance.now() - cameAt;
    }),
  );
  await sleep(2 * SECOND);
  const tries = await database.connections();

  const restarted = gateways.filter(({ running }) => running.child.exitCode !== null).length;
  const deleted = await vi.waitFor(
    () => server.owner.act("deleteApiKey", { id: pair.id }, "errors { code }"),
    {
      timeout: 3 * RECOVERY,
      interval: 500,
    },
  );
  await sleep(2 * SECOND);
  for (const { known, unknown } of listeners) {
    known.stop();
    unknown.stop();
  }
  await sleep(500);
  await Promise.all([...gateways, server].map((one) => one.stop()));
  await Promise.all([leaving.stop(), database.close()]);
  return {
    left: await left,
    listeners,
    wentAt,
    lateFrom,
    beforeReturn,
    cameAt,
    lateReadiness,
    recoveries,
    tries,
    restarted,
    deleted,
  };
}

/** Both outages run at the same time, since they mostly wait. */
const observed = Object.fromEntries(
  WAYS.map((way) => {
    const outage = observe(way);
    outage.catch(() => undefined);
    return [way, outage];
  }),
) as Record<Way, Promise<Outage>>;

describe.each(WAYS)("a database that is %s for a minute", (way) => {
  let outage: Outage;
  beforeAll(async () => {
    outage = await observed[way];
    const leases = outage.listeners
      .slice(0, 2)
      .map(({ known }) => Math.round(known.last(200, outage.beforeReturn) - outage.wentAt));
    const recoveries = outage.recoveries.map(Math.round).join(", ");
    process.stdout.write(
      `database ${way}: last allow ${leases.join(", ")} ms after it went (lease ${LEASE} ms); ready ${recoveries} ms after it came back; ${outage.tries} connections tried\n`,
    );
  }, 300 * SECOND);

  const running = () => outage.listeners.slice(0, 2);

  test("stops nobody who is known before the lease ends", () => {
    for (const { known } of running())
      expect(known.statuses(0, outage.wentAt + LEASE - LAST_LOOK)).toEqual([200]);
  });

  test("is answered with 503 from the end of the lease on", () => {
    for (const { known, unknown } of running()) {
      expect(known.statuses(outage.wentAt + LEASE, outage.beforeReturn)).toEqual([503]);
      expect(unknown.statuses(outage.wentAt + LEASE, outage.beforeReturn)).toEqual([503]);
    }
  });

  test("never makes an unknown key known", () => {
    for (const { unknown } of outage.listeners)
      expect(unknown.statuses(0, Number.POSITIVE_INFINITY)).toEqual(expect.not.arrayContaining([200]));
  });

  test("keeps a gateway that is started meanwhile from being ready", () => {
    expect([...outage.lateReadiness]).toEqual([503]);
    const { lateFrom, beforeReturn } = outage;
    const late = outage.listeners[2]?.known;
    expect(late?.statuses(lateFrom + TRIED, beforeReturn)).toEqual([503]);
    expect([0, 503]).toEqual(expect.arrayContaining(late?.statuses(0, beforeReturn) ?? []));
  });

  test("keeps no server from ending", () => {
    expect(outage.left.code).toBe(0);
    expect(outage.left.after).toBeLessThan(20 * SECOND);
  });

  test("is used again by itself, soon, and not by a stampede", () => {
    expect(outage.restarted).toBe(0);
    for (const milliseconds of outage.recoveries) expect(milliseconds).toBeLessThan(RECOVERY);
    // A killed database counts connections from its restart on. A frozen one counts, when it wakes up, all that were tried meanwhile: by three
    // gateways, each with a pull and a flush that wait two seconds for an answer.
    expect(outage.tries).toBeLessThan(way === "killed" ? 60 : 3 * 2 * (AWAY / SECOND));
  });

  test("spreads changes as before", () => {
    expect(outage.deleted.payload).toEqual({ errors: [] });
    for (const { known } of outage.listeners) {
      expect(known.said.at(-1)?.status).toBe(401);
      expect(known.statuses(outage.deleted.answeredAt + SECOND, Number.POSITIVE_INFINITY)).toEqual([401]);
    }
  });
});
