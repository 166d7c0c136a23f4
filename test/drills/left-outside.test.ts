import assert from 'node:assert/strict';
import { it } from 'node:test';
import { confirmGoneStep } from '../../src/drills/steps/clean-up.ts';
import { requestKinds } from '../../src/features/request-kinds.ts';
import { createRequestKinds } from '../../src/requests/request-kind.ts';
import type { StepAt } from '../../src/saga/step-handler.ts';
import type { Services } from '../../src/services.ts';
import { sharedStore } from '../store/engines.ts';

const groupId = '/subscriptions/s/resourceGroups/rg-drill';
const disk = { what: 'disk' as const, id: `${groupId}/providers/Microsoft.Compute/disks/d`, immutableId: 'x' };

/** What a clean-up ends with whose disk is still there, while profiles name this group for drills. */
async function ends(resourceGroupId: string) {
  const services = {
    store: await sharedStore('embedded'),
    requestKinds: createRequestKinds(requestKinds),
    config: { restoreProfiles: [{ vault: 'v', drill: { resourceGroupId } }] },
    inventory: {
      vaults: async () => [],
      vault: async () => ({}),
      readTargets: async () => ({ targets: [], unread: { vaults: [] } }),
    },
    azure: {
      disks: { get: async () => ({ id: disk.id, immutableId: 'x' }), list: async () => [] },
      vms: { list: async () => [] },
      resources: { inGroup: async () => [] },
      locks: { on: async () => [] },
    },
  } as unknown as Services;
  const effects = { drill: 'R-2222', made: [disk], files: [] };
  const plan = { kind: 'drill-cleanup', drill: 'R-2222', groupId, target: {}, plan: { hash: '', effects } };
  const found = await confirmGoneStep.needed?.(services, { plan } as unknown as StepAt<never>);
  return found?.kind === 'stop' ? found.failure.code : found?.kind;
}

it('what is left in a group that no profile names for drills any more is told as that: it is never deleted', async () => {
  assert.equal(await ends('/subscriptions/s/resourceGroups/rg-other'), 'drill-left-outside');
  assert.equal(await ends(groupId.toUpperCase()), 'drill-left');
});
