import assert from 'node:assert/strict';
import { it } from 'node:test';
import { requestKinds } from '../../src/app/request-kinds.ts';
import type { Services } from '../../src/app/services.ts';
import { confirmGoneStep, removeFilesStep, removeVmStep } from '../../src/drills/steps/clean-up.ts';
import { Clock } from '../../src/kernel/clock.ts';
import { CodedError } from '../../src/kernel/errors.ts';
import { createRequestKinds } from '../../src/requests/request-kind.ts';
import type { StepAt } from '../../src/saga/step-handler.ts';
import { sharedStore } from '../store/engines.ts';

const groupId = '/subscriptions/s/resourceGroups/rg-drill';
const disk = { what: 'disk' as const, id: `${groupId}/providers/Microsoft.Compute/disks/d`, immutableId: 'x' };

type Gone = { made?: readonly object[]; unread?: string };

/** Result of a clean-up whose disk still exists, while profiles name this group for drills. */
async function ends(resourceGroupId: string, { made = [disk], unread }: Gone = {}) {
  const services = {
    store: await sharedStore('embedded'),
    requestKinds: createRequestKinds(requestKinds),
    clock: new Clock(),
    config: { restoreProfiles: [{ vault: 'v', drill: { resourceGroupId } }] },
    inventory: { vault: async () => ({}), knownVault: async () => ({}) },
    azure: {
      vaults: { listOf: async () => [{ name: 'rsv-prod' }] },
      items: {
        async list() {
          if (unread !== undefined) throw new CodedError(unread, {});
          return [];
        },
      },
      disks: { get: async () => ({ id: disk.id, immutableId: 'x' }), list: async () => [] },
      vms: { get: async () => undefined, list: async () => [] },
      resources: { inGroup: async () => [] },
      locks: { on: async () => [] },
    },
  } as unknown as Services;
  const effects = { drill: 'R-2222', made, files: [] };
  const plan = { kind: 'drill-cleanup', drill: 'R-2222', groupId, target: {}, plan: { hash: '', effects } };
  const found = await confirmGoneStep.needed?.(services, { plan } as unknown as StepAt<never>);
  if (found?.kind === 'stop') return found.failure.code;
  return found && 'result' in found ? found.result : found?.kind;
}

it('what is left in a group that no profile names for drills any more is told as that: it is never deleted', async () => {
  assert.equal(await ends('/subscriptions/s/resourceGroups/rg-other'), 'drill-left-outside');
  assert.equal(await ends(groupId.toUpperCase()), 'drill-left');
});

it('a vault that nobody can read now may hold a backup of the copy: it is waited for, or told as unread', async () => {
  const made = [{ what: 'vm', id: `${groupId}/providers/Microsoft.Compute/virtualMachines/v`, immutableId: 'y' }];
  await assert.rejects(ends(groupId, { made, unread: 'azure.throttled' }), { code: 'azure.throttled' });
  const told = { live: 0, foreign: [] };
  assert.deepEqual(await ends(groupId, { made, unread: 'azure.forbidden' }), {
    ...told,
    softDeletedUnread: true,
  });
  assert.deepEqual(await ends(groupId, { made }), told);
});

it('no file in an account that no profile names for drills is ever deleted, whatever a row says: it is told as left', async () => {
  const deleted: string[] = [];
  const files = ['ststagingprod', 'stdrillprod'].map((one) => `https://${one}.blob.core.windows.net/box/disk.vhd`);
  const drill = { resourceGroupId: groupId, stagingStorageAccountId: '/a/storageAccounts/stdrillprod' };
  const services = {
    store: await sharedStore('embedded'),
    requestKinds: createRequestKinds(requestKinds),
    config: { restoreProfiles: [{ vault: 'v', drill }] },
    inventory: { vault: async () => ({}), knownVault: async () => ({}) },
    azure: {
      vaults: { listOf: async () => [] },
      disks: { list: async () => [] },
      vms: { list: async () => [] },
      resources: { inGroup: async () => [] },
      stagingBlobs: {
        suffix: 'blob.core.windows.net',
        exists: async (uri: string) => !deleted.includes(uri),
        async delete({ uri }: { uri: string }) {
          deleted.push(uri);
          return { kind: 'accepted' };
        },
      },
    },
  } as unknown as Services;
  const effects = { drill: 'R-2222', made: [], files };
  const plan = { kind: 'drill-cleanup', drill: 'R-2222', groupId, target: {}, plan: { hash: '', effects } };
  await removeFilesStep.send(services, { plan, attempt: { id: 'a' } } as never);
  assert.deepEqual(deleted, files.slice(1));
  assert.deepEqual(await removeFilesStep.find(services, { plan } as never), { kind: 'done' });
  const found = await confirmGoneStep.needed?.(services, { plan } as unknown as StepAt<never>);
  assert.equal(
    found?.kind === 'stop' && `${found.failure.code} ${found.failure.params.group}`,
    'drill-left-outside ststagingprod',
  );
});

it('no copy is deleted with which Azure would delete what somebody else attached to it: that is told, by its name', async () => {
  const id = `${groupId}/providers/Microsoft.Compute/virtualMachines/copy`;
  const own = { what: 'vm' as const, id, immutableId: 'y' };
  const deleted: string[] = [];
  async function ends(deletedWith: string[]) {
    const services = {
      store: await sharedStore('embedded'),
      requestKinds: createRequestKinds(requestKinds),
      config: { restoreProfiles: [{ vault: 'v', drill: { resourceGroupId: groupId } }] },
      inventory: { vault: async () => ({}), knownVault: async () => ({}) },
      azure: {
        vaults: { listOf: async () => [] },
        disks: { get: async () => undefined, list: async () => [] },
        vms: { get: async () => ({ id, immutableId: 'y', deletedWith }), list: async () => [] },
        resources: { inGroup: async () => [] },
        locks: { on: async () => [] },
        removals: {
          async vm() {
            deleted.push(id);
            return { kind: 'accepted' };
          },
        },
      },
    } as unknown as Services;
    const effects = { drill: 'R-2222', made: [own, disk], files: [] };
    const plan = { kind: 'drill-cleanup', drill: 'R-2222', groupId, target: {}, plan: { hash: '', effects } };
    const at = { plan, attempt: { id: 'a' } } as never;
    await removeVmStep.send(services, at);
    const found = await confirmGoneStep.needed?.(services, at);
    return found?.kind === 'stop' && `${found.failure.code} ${found.failure.params.foreign ?? ''}`;
  }
  const payroll = groupId.replace('rg-drill', 'rg-app').concat('/providers/Microsoft.Compute/disks/payroll');
  assert.equal(await ends([disk.id.toUpperCase(), payroll]), 'drill-left-attached payroll');
  assert.deepEqual(deleted, []);
  assert.equal(await ends([disk.id.toUpperCase()]), 'drill-left ');
  assert.deepEqual(deleted, [id]);
});
