import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { people, tenantId } from '../../sandbox/world/people.ts';
import { prod, test as testing, vaultIds } from '../../sandbox/world/places.ts';
import { roles } from '../../sandbox/world/role-definitions.ts';
import { createAccess } from '../../src/access/access.ts';
import { createMembers } from '../../src/access/memberships.ts';
import { openAzure } from '../../src/azure/open.ts';
import type { Channel } from '../../src/chat/channels.ts';
import { requireChannelReader } from '../../src/jobs/require-channel-reader.ts';
import { Clock } from '../../src/kernel/clock.ts';
import { type Cloud, clouds } from '../../src/kernel/config/clouds.ts';
import { CodedError } from '../../src/kernel/errors.ts';
import { createInventory } from '../../src/machines/inventory.ts';
import { askingLists } from '../../src/machines/kept-lists.ts';
import { visibleInventory } from '../../src/machines/visible-inventory.ts';
import { memoryThrottles } from '../azure/wire-fixture.ts';
import { setting } from '../sandbox/azure/setting.ts';
import { quiet } from '../store/quiet.ts';

const said = (who: keyof typeof people, kind: 'channel' | 'personal' = 'channel') => ({
  from: { objectId: people[who].objectId, tenantId, name: who, teamsId: who },
  place: { conversationId: '19:ops', kind },
});

async function services(t: TestContext) {
  const { world, credential, httpClient } = await setting(t);
  const clock = new Clock();
  const azure = openAzure({
    credential,
    cloud: clouds.public as Cloud,
    httpClient,
    subscriptions: [prod.id, testing.id],
    clock,
    log: quiet,
    throttles: memoryThrottles(),
  });
  const members = createMembers(azure, [people.dba.objectId], clock, quiet);
  const inventory = createInventory(azure, [prod.id, testing.id], askingLists(azure));
  return { world, parts: { inventory, access: createAccess(azure, clock), members } };
}

type Parts = Awaited<ReturnType<typeof services>>['parts'];
type Said = ReturnType<typeof said>;

const anywhere: Pick<Channel, 'covers' | 'coversIn' | 'isLimited'> = {
  covers: () => true,
  coversIn: () => true,
  isLimited: false,
};

/** Uses the inventory that the gate makes for the person asking. */
const requireReader = (parts: Parts, asked: Said, channel = anywhere) =>
  requireChannelReader({ ...parts, inventory: visibleInventory(parts, asked.from.objectId, channel) }, asked);

test('who may read no vault is refused, an administrator is not, and rights are read anew each time', async (t) => {
  const { world, parts } = await services(t);
  await requireReader(parts, said('oncall'));
  await requireReader(parts, said('dba'));
  await assert.rejects(requireReader(parts, said('outsider')), { code: 'not-a-reader', params: {} });
  await requireReader(parts, said('outsider', 'personal'));
  world.roles.assignments = world.roles.assignments.filter(({ principalId }) => principalId !== people.oncall.objectId);
  await assert.rejects(requireReader(parts, said('oncall')), { code: 'not-a-reader' });
});

test('where a vault cannot be read, nobody is told that they may not', async (t) => {
  const { parts } = await services(t);
  const unread = async () => {
    throw new CodedError('azure.throttled', { seconds: 30 });
  };
  const inventory = { ...parts.inventory, vaults: unread };
  await requireReader({ ...parts, inventory }, said('oncall'));
  await assert.rejects(requireReader({ ...parts, inventory }, said('outsider')), { code: 'azure.throttled' });
});

test('in a channel of some vaults, only those count', async (t) => {
  const { world, parts } = await services(t);
  world.roles.assign(people.outsider.objectId, roles.backupOperator, vaultIds.fleet);
  await requireReader(parts, said('outsider'));
  const only = (vaultId: string) => ({
    covers: (id: string) => id.toLowerCase() === vaultId.toLowerCase(),
    coversIn: (id: string) => vaultId.toLowerCase().includes(id.toLowerCase()),
    isLimited: true,
  });
  await requireReader(parts, said('outsider'), only(vaultIds.fleet));
  await assert.rejects(requireReader(parts, said('outsider'), only(vaultIds.prod)), { code: 'not-a-reader' });
  await assert.rejects(requireReader(parts, said('outsider'), only('none')), { code: 'not-a-reader' });
});

test('where a condition decides, that is said, and no vault is named', async (t) => {
  const { world, parts } = await services(t);
  const conditional = world.roles.assign(people.outsider.objectId, roles.backupOperator, vaultIds.prod);
  Object.assign(conditional, { condition: "@Resource[x] StringEquals 'y'", conditionVersion: '2.0' });
  await assert.rejects(requireReader(parts, said('outsider')), { code: 'reader-not-known', params: {} });
});
