import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { ClientSecretCredential } from '@azure/identity';
import { loopbackClient } from '../../sandbox/azure/loopback-client.ts';
import { startAzure } from '../../sandbox/azure/start-azure.ts';
import { bot, tenantId } from '../../sandbox/world/people.ts';
import { prod, test as testSubscription } from '../../sandbox/world/places.ts';
import { makeWorld } from '../../sandbox/world/seed.ts';
import { Clock } from '../../src/kernel/clock.ts';
import { Contract } from '../sandbox/azure/openapi/contract.ts';
import { specsAreHere } from '../sandbox/azure/openapi/specs.ts';
import { azureOn } from './wire-fixture.ts';

/**
 * Our calls, with the real clients, on a local Azure whose time moves only when a test moves it. At the end every
 * answer is compared with Microsoft's documents, if they are available.
 */
export async function localAzure({ fleetSize = 0, origin = new Date('2026-11-24T12:00:00Z'), uncommon = false } = {}) {
  const realStart = Date.now();
  const world = makeWorld({ fleetSize, origin, uncommon, realNow: () => realStart });
  const contract = specsAreHere ? new Contract() : undefined;
  const local = await startAzure(world, contract && { witness: contract.witness });
  const httpClient = loopbackClient(local.port);
  const clock = new Clock(world.clock.setting);
  world.clock.onChange((setting) => clock.set(setting));
  const credential = new ClientSecretCredential(tenantId, bot.appId, bot.secret, { httpClient });
  const subscriptions = [prod.id, testSubscription.id];
  const { azure } = azureOn(local.port, { httpClient, clock, credential, subscriptions });
  return {
    world,
    local,
    azure,
    nextId: () => randomUUID(),
    /** Moves the world by minutes, so that everything due happens. */
    pass(minutes: number) {
      world.clock.advance(minutes * 60_000);
      world.settle();
    },
    async close() {
      await local.close();
      assert.deepEqual(contract?.problems ?? [], []);
    },
  };
}

export type LocalSetting = Awaited<ReturnType<typeof localAzure>>;
