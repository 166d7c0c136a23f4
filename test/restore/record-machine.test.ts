import assert from 'node:assert/strict';
import { it } from 'node:test';
import { requestKinds } from '../../src/app/request-kinds.ts';
import type { Services } from '../../src/app/services.ts';
import { createRequestKinds } from '../../src/requests/request-kind.ts';
import { readHeldCopy } from '../../src/restore/held-copies.ts';
import { quarantineMachineStep } from '../../src/restore/steps/quarantine.ts';
import { asQuarantine } from '../../src/restore/stored-restore.ts';
import { findPlan, findRequest } from '../../src/store/requests.ts';
import { listSteps } from '../../src/store/steps.ts';
import { sharedStore } from '../store/engines.ts';
import { loadFixtures } from '../store/fixtures.ts';

const id = 'R-J5YP';

/** Record of a copy, depending on whether Azure shows its interface. */
async function recorded(showsInterface: boolean) {
  const store = await sharedStore('embedded');
  await loadFixtures(store);
  await store.transaction(async ({ db }) => {
    await db.updateTable('requests').set({ state: 'failed' }).where('kind', '=', 'release').execute();
  });
  const kinds = createRequestKinds(requestKinds);
  const request = (await findRequest(store.db, id)) ?? assert.fail();
  const { machine, nic, disks } = (await readHeldCopy({ store, requestKinds: kinds }, request)) ?? assert.fail();
  const plan = asQuarantine((await findPlan(store.db, kinds, id))?.body) ?? assert.fail();
  const steps = await listSteps(store.db, id);
  const createdAt = steps.find(({ kind }) => kind === 'deploy-vm')?.started_at ?? assert.fail();
  const vm = {
    ...machine,
    name: 'copy',
    createdAt,
    tags: { 'strongroom-request': id },
    disks: disks.map((disk, lun) => ({ name: 'disk', lun, diskId: disk.id })),
    networkInterfaceIds: [nic.id],
  };
  const services = {
    store,
    clock: { now: () => new Date() },
    azure: {
      vms: { get: async () => vm },
      interfaces: { get: async () => (showsInterface ? { ...nic, tags: vm.tags, privateAddresses: [] } : undefined) },
      resources: { inGroup: async () => [{ id: nic.id, name: 'nic', type: '', tags: {}, createdAt }] },
      deployments: {
        get: async () => ({ state: 'succeeded', resourceIds: [], endedAt: new Date(createdAt.getTime() + 1) }),
      },
    },
  } as unknown as Services;
  const results = Object.fromEntries(steps.flatMap(({ kind, result }) => (result === null ? [] : [[kind, result]])));
  const found = await quarantineMachineStep.needed?.(services, { plan, request, results } as never);
  return found?.kind === 'stop' ? found.failure.code : found?.kind;
}

it('a copy goes into quarantine with its interface on record: without it nobody would hear of it, or could let it out', async () => {
  assert.equal(await recorded(true), 'no');
  assert.equal(await recorded(false), 'quarantine-foreign');
});
