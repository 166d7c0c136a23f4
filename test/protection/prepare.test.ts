import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Services } from '../../src/app/services.ts';
import { CodedError } from '../../src/kernel/errors.ts';
import { readStopped } from '../../src/protection/prepare.ts';
import { stopProtectionRequest } from '../../src/protection/request-kinds/protect.ts';
import { sharedStore } from '../store/engines.ts';
import { seedRequest } from '../store/seed-request.ts';

const at = (hour: number) => new Date(Date.UTC(2026, 10, 24, hour));
const item = { id: '/items/sql-01', vmId: '/vms/sql-01', vmName: 'sql-01' };
const kept = { name: 'yearly', retention: { yearly: { count: 7 } }, snapshotDays: 5 };
const stop = { kind: 'stop-protection', before: kept };

/** @param plans of completed requests of the machine, one an hour, oldest first */
async function withPlans(plans: { kind: string }[], points: Date[] | 'unread' = [at(0)]): Promise<Services> {
  const store = await sharedStore('embedded');
  await store.transaction(async (tx) => {
    for (const [index, body] of plans.entries()) {
      const ended = { state: 'succeeded' as const, ended_at: at(index + 1) };
      await seedRequest(tx, { id: `R-222${index + 2}`, kind: body.kind, vm_id: item.vmId, ...ended }, body);
    }
  });
  const list = async () => {
    if (points === 'unread') throw new CodedError('azure.unreachable', {});
    return points.map((moment) => ({ at: moment, softDeleted: false }));
  };
  const azure = { points: { list }, policies: { get: async (_vault: unknown, name: string) => ({ name }) } };
  return { store, azure, requestKinds: { parse: (body: unknown) => body } } as unknown as Services;
}

const before = async (services: Services, own: object = {}) =>
  (await readStopped(services, { vault: {}, item: { ...item, ...own } } as never)).before?.name;

describe('the policy that an item had when it was stopped', () => {
  it('is that of the request that stopped it, also behind a hold that sent nothing and its end', async () => {
    assert.equal(await before(await withPlans([stop])), 'yearly');
    const marks = [
      { kind: 'hold', stopped: true },
      { kind: 'unhold', plan: { effects: { policy: null } } },
    ];
    assert.equal(await before(await withPlans([stop, ...marks])), 'yearly');
  });

  it('is what that one said then, whatever it says now', async () => {
    const stopped = await readStopped(await withPlans([stop]), { vault: {}, item } as never);
    assert.deepEqual(stopped.before, kept);
  });

  it('is its own where it is suspended', async () => {
    assert.equal(await before(await withPlans([]), { policyName: 'weekly' }), 'weekly');
  });

  it('is known to nobody once it was resumed, here or as a newer point says, or where its points are not read', async () => {
    assert.equal(await before(await withPlans([stop, { kind: 'resume-protection' }])), undefined);
    assert.equal(await before(await withPlans([stop, { kind: 'hold', stopped: false } as never])), undefined);
    assert.equal(await before(await withPlans([stop], [at(0), at(2)])), undefined);
    assert.deepEqual(await readStopped(await withPlans([stop], 'unread'), { vault: {}, item } as never), {});
  });

  it('is not known where the stop did not tell, or somebody stopped it in Azure', async () => {
    assert.equal(await before(await withPlans([{ kind: 'stop-protection' }])), undefined);
    assert.equal(await before(await withPlans([])), undefined);
  });
});

describe('a stop that was agreed to', () => {
  const again = async (policyName: string, signed: object) => {
    const found = { protectionState: 'Protected', policyName };
    const azure = { items: { get: async () => found }, vaults: { get: async () => undefined } };
    const plan = { target: { ...item, itemId: item.id }, plan: { effects: {}, needs: [] }, ...signed };
    return stopProtectionRequest.replan({ azure } as never, plan as never, { requestId: 'R-2222', results: {} });
  };

  it('is void where the machine went over to another policy, where the one before is known', async () => {
    assert.equal((await again('Yearly', { before: kept })).kind, 'same');
    assert.equal((await again('monthly', { before: kept })).kind, 'refused');
    assert.equal((await again('monthly', {})).kind, 'same');
  });
});
