import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ClientSecretCredential } from '@azure/identity';
import { loopbackClient } from '../../sandbox/azure/loopback-client.ts';
import { startAzure } from '../../sandbox/azure/start-azure.ts';
import { startTlsProxy } from '../../sandbox/azure/tls-proxy.ts';
import { bot, tenantId } from '../../sandbox/world/people.ts';
import { prod, restoreTargets, test as testSubscription, uncommonTargets } from '../../sandbox/world/places.ts';
import { makeWorld } from '../../sandbox/world/seed.ts';
import { createAccess } from '../../src/access/access.ts';
import { Clock } from '../../src/kernel/clock.ts';
import { type Cloud, clouds } from '../../src/kernel/config/clouds.ts';
import { createInventory } from '../../src/machines/inventory.ts';
import { askingLists } from '../../src/machines/kept-lists.ts';
import { createPlanning } from '../../src/restore/planning.ts';
import { azureOn } from '../azure/wire-fixture.ts';

type Options = {
  /** Folder for the files of this run. */
  parent?: string;
  /** World minutes that each call advances, because nobody waits for hours. */
  minutesPerCall?: number;
  /** Adds uncommon machines. */
  uncommon?: boolean;
};

/** A local Azure that foreign programs reach by its real names, and the bot's own clients on it. */
export async function startOutsideAzure({ parent = tmpdir(), minutesPerCall = 10, uncommon = false }: Options = {}) {
  const folder = mkdtempSync(join(parent, 'strongroom-outside-'));
  const began = Date.now();
  const world = makeWorld({ fleetSize: 0, uncommon, origin: new Date('2026-11-24T12:00:00Z'), realNow: () => began });
  const local = await startAzure(world);
  const move = (minutes: number) => {
    world.clock.advance(minutes * 60_000);
    world.settle();
  };
  const proxy = await startTlsProxy(folder, local, { onCall: () => move(minutesPerCall) });
  const clock = new Clock(world.clock.setting);
  world.clock.onChange((setting) => clock.set(setting));
  const httpClient = loopbackClient(local.port);
  const credential = new ClientSecretCredential(tenantId, bot.appId, bot.secret, { httpClient });
  const subscriptions = [prod.id, testSubscription.id];
  const { azure } = azureOn(local.port, { httpClient, clock, credential, subscriptions, timeoutMs: 5000 });
  const inventory = createInventory(azure, subscriptions, askingLists(azure));
  const access = createAccess(azure, clock);
  const services = {
    azure,
    inventory,
    planning: createPlanning(azure, inventory, access, [...restoreTargets, ...uncommonTargets], clock),
    access,
    config: { cloud: clouds.public as Cloud },
  };
  return {
    folder,
    world,
    local,
    services,
    proxy,
    move,
    async close() {
      proxy.close();
      await local.close();
      rmSync(folder, { recursive: true });
    },
  };
}

export type OutsideAzure = Awaited<ReturnType<typeof startOutsideAzure>>;
