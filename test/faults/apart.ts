import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BotProcess } from '../../sandbox/bot-process.ts';
import { botScript } from '../../sandbox/start-sandbox.ts';
import { openServer } from '../../src/store/server/open-server.ts';
import type { StandIn } from '../requests/stand-ins.ts';
import { quiet } from '../store/quiet.ts';
import { startBench } from './bench.ts';
import { fleetFor, fleetMachines } from './fleet-machines.ts';
import { type Gate, startDatabaseGate, startGate } from './gate.ts';
import { startIngress } from './ingress.ts';
import { startOwnPostgres } from './own-postgres.ts';
import { shortAzureMs, until } from './until.ts';

/** Machines of the large vault that a stage has for its runs; each run uses new ones. */
const machines = 60;

export type Replica = {
  bot: BotProcess;
  /** Gates between the replica and what it calls. */
  gates: { database: Gate; azure: Gate; teams: Gate };
  /** Sets its clock off by this many world seconds. */
  skew(seconds: number): void;
};

/** Log lines that an alert rule matches. */
const alerting = new Set(
  [
    ...readFileSync(join(import.meta.dirname, '../../infra/modules/alerts.bicep'), 'utf8').matchAll(
      /line\.msg\) == "([^"]+)"/g,
    ),
  ].map(([, msg]) => msg),
);
/**
 * Alert rules look at minutes, and the lines they match are logged at least every minute, or at once (real seconds).
 */
const alertSeconds = 90;

export type Apart = Awaited<ReturnType<typeof startApart>>;

/** Two replicas of the bot on one PostgreSQL, each with its own gates and clock. */
export async function startApart(pager: StandIn) {
  const database = await startOwnPostgres();
  const bench = await startBench({
    databaseUrl: database.url,
    azureTimeoutMs: shortAzureMs,
    world: { fleetSize: fleetFor(machines) },
  });
  const { sandbox, api, dataDir } = bench;
  const { world, azure, teams } = sandbox;
  await bench.stopBot();
  const bots: BotProcess[] = [];
  const gatesOfAll: Gate[] = [];

  async function startReplica(name: string): Promise<Replica> {
    const own = join(dataDir, name);
    mkdirSync(own);
    const gates = {
      database: await startDatabaseGate(database.url),
      azure: await startGate({ host: '127.0.0.1', port: azure.port }),
      teams: await startGate({ host: '127.0.0.1', port: Number(new URL(sandbox.address).port) }),
    };
    let skewSeconds = 0;
    // The skew is applied in real time, as on real hosts, and scaled so that it comes out right in world time.
    const clock = () => {
      const { setting } = world.clock;
      return { ...setting, skewMs: (skewSeconds * 1000) / setting.rate };
    };
    const bot = new BotProcess(
      botScript,
      join(dataDir, `${name}.log`),
      () => ({
        azurePort: gates.azure.port,
        teamsOrigin: sandbox.address,
        dataDir: own,
        databaseUrl: gates.database.url,
        azureTimeoutMs: shortAzureMs,
        pager: pager.pager,
        clock: clock(),
      }),
      {
        NODE_OPTIONS: `--import=${join(import.meta.dirname, 'children', 'elsewhere.ts')}`,
        TEAMS_GATE: `${new URL(sandbox.address).port}>${gates.teams.port}`,
      },
    );
    bots.push(bot);
    gatesOfAll.push(...Object.values(gates));
    world.clock.onChange(() => bot.setClock(clock()));
    await bot.start();
    return {
      bot,
      gates,
      skew(seconds) {
        skewSeconds = seconds;
        bot.setClock(clock());
      },
    };
  }

  const replicas = [await startReplica('one'), await startReplica('other')] as const;
  const ingress = await startIngress();
  for (const { bot } of replicas) {
    let { address } = bot.state;
    ingress.add(address);
    bot.on('changed', (now) => {
      ingress.remove(address);
      ({ address } = now);
      ingress.add(address);
    });
  }
  teams.delivery.botAddress = ingress.address;
  const { db } = await openServer(database.url, quiet);
  const names = fleetMachines(bench, machines);

  return {
    bench,
    database,
    db,
    replicas,
    ingress,
    pager,
    /** A machine that no run has used. */
    machine: () => names.pop() ?? '',
    machinesLeft: () => names.length,

    async stateOf(id: string): Promise<string> {
      const row = await db.selectFrom('requests').select('state').where('id', '=', id).executeTakeFirst();
      return row?.state ?? 'unknown';
    },

    /** Waits until this much world time has passed. */
    async passes(seconds: number): Promise<void> {
      const then = world.clock.now().getTime() + seconds * 1000;
      await until(`${seconds} s of the world`, () => world.clock.now().getTime() >= then);
    },

    /** @returns a function that waits for a line, from now on, that an alert of this kind matches */
    alertOf(kind: RegExp): () => Promise<boolean> {
      const said = () =>
        replicas
          .flatMap(({ bot }) => bot.log)
          .map((line) => /"msg":"([^"]+)"/.exec(line)?.[1] ?? '')
          .filter((msg) => kind.test(msg) && alerting.has(msg)).length;
      const before = said();
      return () => until('an alert', () => said() > before, alertSeconds).catch(() => false);
    },

    /** Opens all gates and resets the clocks. */
    heal(): void {
      azure.faults.clear();
      teams.faults.remove();
      ingress.holdUntil(() => undefined);
      pager.fault = undefined;
      for (const { gates, skew } of replicas) {
        skew(0);
        for (const gate of Object.values(gates)) gate.way = 'open';
      }
    },

    async close(): Promise<void> {
      await db.destroy();
      ingress.close();
      await Promise.all(bots.map((bot) => bot.close()));
      for (const gate of gatesOfAll) gate.close();
      await bench.close();
      await database.close();
    },

    api,
  };
}
