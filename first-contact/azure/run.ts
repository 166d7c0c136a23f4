import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { loopbackClient } from '../../sandbox/azure/loopback-client.ts';
import { type LocalAzure, startAzure } from '../../sandbox/azure/start-azure.ts';
import { bareSeed } from '../../sandbox/world/bare-seed.ts';
import { people, tenantId } from '../../sandbox/world/people.ts';
import { prod } from '../../sandbox/world/places.ts';
import { World } from '../../sandbox/world/world.ts';
import { approvers, startBot } from './bot.ts';
import { createCall } from './call.ts';
import { clean, type Left } from './clean.ts';
import { startJournal } from './journal.ts';
import { machines, newRun, type Place, placeOf } from './place.ts';
import { drive, setUp } from './scenario.ts';
import { Recording } from './shapes.ts';
import { type Azure, wire } from './wire.ts';

/** A local Azure with an empty subscription, its time, and the person who owns the subscription. */
export async function startLocal(caller = people.platform.objectId) {
  const world = new World(bareSeed(caller), { origin: new Date('2026-11-24T09:00:00Z') });
  const local = await startAzure(world);
  const azure: Azure = {
    client: loopbackClient(local.port),
    token: (scope) =>
      local.issueToken(scope.replace(/\/\.default$/, ''), '04b07795-8ddb-461a-bbee-02f9e1bf7b46', caller),
    subscriptionId: prod.id,
    caller,
    tenantId,
  };
  /** World time goes on by itself only when nothing else is to be done. */
  const pass = async (seconds: number) => {
    world.clock.advance(seconds * 1000);
    world.settle();
  };
  return { world, local, azure, pass, close: () => local.close() };
}

export type Ground = { world: World; local: LocalAzure; azure: Azure; pass(seconds: number): Promise<void> };

/** The ground of a real subscription: real time, and a local sign-in for the bot and its Teams alone. */
export async function startReal(azure: Azure) {
  const { world, local, close } = await startLocal();
  world.clock.begin();
  return { world, local, azure, pass: (seconds: number) => sleep(Math.min(seconds, 30) * 1000), close };
}

export type Outcome = {
  recording: Recording;
  place: Place;
  left: Left[];
  /** What it did last. */
  stage: string;
  failure?: unknown;
};

/** A whole run: makes, does, deletes, and looks what is left. What went wrong in between does not keep it from deleting. */
export async function runOn(
  { world, local, azure, pass }: Ground,
  { folder, location, ...to }: { folder: string; location: string; say: (what: string) => void },
): Promise<Outcome> {
  const start = { run: newRun(), subscriptionId: azure.subscriptionId, location };
  const place = placeOf(start);
  const journal = startJournal(folder, start);
  const recording = new Recording([
    start.run,
    ...Object.values(machines),
    'rsv-fc',
    'des-fc',
    'fc-back',
    'fc-stop',
    'strongroom',
  ]);
  const client = wire(
    azure,
    journal,
    recording,
    loopbackClient(local.port),
    approvers.map(({ objectId }) => objectId),
  );
  const calls = createCall(azure, client, pass);
  const dataDir = mkdtempSync(join(tmpdir(), 'strongroom-first-contact-'));
  let failure: unknown;
  let stage = '';
  const say = (what: string) => {
    stage = what;
    to.say(what);
  };
  try {
    await setUp(azure, place, calls, say);
    const bot = await startBot({ place, caller: azure.caller, client, dataDir, world, signIn: local, pass });
    await drive(bot, place, calls, say).finally(() => bot.close());
  } catch (error) {
    failure = error;
  }
  rmSync(dataDir, { recursive: true, force: true });
  to.say('deleting all of it');
  const left = await clean(journal, calls).catch((error: unknown): Left[] => {
    // What was seen until then is worth its report.
    failure ??= error;
    return [{ what: 'what was made', why: 'deleting it ended before its time: run "clean"' }];
  });
  return { recording, place, left, stage, ...(failure !== undefined && { failure }) };
}
