import assert from 'node:assert/strict';
import { drillPlace, prod } from '../../../sandbox/world/places.ts';
import type { ArmResource } from '../../../sandbox/world/resources.ts';
import type { Saga } from '../../saga/saga.ts';
import { type Case, inOneLine } from './kill-case.ts';
import { killSaga } from './kill-saga.ts';

const group = drillPlace.resourceGroupId;

/** A stranger's disk in the drills' resource group, which no clean-up may touch. */
function strangersDisk({ world }: Saga): ArmResource {
  const [like] = world.resources.list('Microsoft.Compute/disks', `/subscriptions/${prod.id}`);
  assert.ok(like);
  const name = 'app-01-osdisk-of-a-colleague';
  const { managedBy: _, ...disk } = structuredClone(like);
  return world.resources.put({
    ...disk,
    id: `${group}/providers/Microsoft.Compute/disks/${name}`,
    name,
    properties: { ...disk.properties, diskState: 'Unattached', uniqueId: 'ffffffff-0000-4000-8000-000000000002' },
  });
}

function everything({ world }: Saga): string[] {
  const blobs = ['stdrillprod', 'ststagingprod'].flatMap((account) =>
    world.blobs.containers(account).flatMap((container) => world.blobs.list(account, container)),
  );
  return [...world.resources.all(`/subscriptions`).map(({ id }) => id), ...blobs].sort();
}

/** Everything that existed before exists afterwards, and nothing else. */
function nothingElse(saga: Saga) {
  strangersDisk(saga);
  const before = everything(saga);
  return () => assert.deepEqual(everything(saga), before);
}

const drill: Case = {
  name: 'a drill of app-01 with its clean-up',
  acts: [
    {
      ask: inOneLine('oncall', 'drill app-01 because INC0012345'),
      ends: /is done: Cleanup after drill /,
      quiet: true,
      changes: [
        { method: 'POST', path: '/restore' },
        { method: 'PUT', path: '/providers/Microsoft.Resources/deployments/strongroom-' },
        { method: 'PUT', path: '/runCommands/' },
        { method: 'DELETE', path: '/virtualMachines/' },
        { method: 'DELETE', path: '/networkInterfaces/' },
        { method: 'DELETE', path: '/disks/' },
      ],
    },
  ],
  effects: { 'restore accepted': 1, 'deployment ': 1, 'run command ': 1, 'deletion ': 4 },
  prepare: nothingElse,
};

killSaga(drill);
