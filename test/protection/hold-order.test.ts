import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Services } from '../../src/app/services.ts';
import type { RequestState } from '../../src/kernel/request.ts';
import { findHold } from '../../src/protection/holds.ts';
import { holdRequest, unholdRequest } from '../../src/protection/request-kinds/hold.ts';
import { holdStopStep } from '../../src/protection/steps/hold.ts';
import type { Replanned } from '../../src/requests/request-kind.ts';
import { sharedStore } from '../store/engines.ts';
import { seedRequest } from '../store/seed-request.ts';

const item = { vmId: '/vms/sql-01', vmName: 'sql-01', itemId: '/items/sql-01', vaultId: '/vaults/v' };
const at = (hour: number) => new Date(Date.UTC(2026, 10, 24, hour));

type Row = [id: string, kind: 'hold' | 'unhold', asked: number, ended?: number, state?: RequestState];

/** @param rows with the hours at which each was requested and completed; without the latter it is running */
function withRows(...rows: Row[]): Promise<Services> {
  return withItem({ protectionState: 'Protected' }, ...rows);
}

/** @param found Azure's answer about the machine */
async function withItem(found: object, ...rows: Row[]): Promise<Services> {
  const store = await sharedStore('embedded');
  await store.transaction(async (tx) => {
    for (const [id, kind, asked, ended, state = ended === undefined ? 'running' : 'succeeded'] of rows) {
      const vm_id = item.vmId.toUpperCase();
      await seedRequest(tx, { id, kind, state, vm_id, ended_at: ended === undefined ? null : at(ended) });
      await tx.db
        .updateTable('requests')
        .set({ created_at: at(asked) })
        .where('id', '=', id)
        .execute();
    }
  });
  const azure = {
    items: { get: async () => found },
    vaults: { get: async () => undefined },
    policies: { get: async (_vault: unknown, name: string) => policies[name] },
  };
  const inventory = { vault: async () => ({ name: 'v' }) };
  return { store, azure, inventory } as unknown as Services;
}

const schedule = { kind: 'daily', at: '02:00' };
const keeps = (count: number) => ({ schedule, snapshotDays: 2, retention: { daily: { count } } });
const keepsWeeks = (count: number, ...days: string[]) => ({
  ...keeps(count),
  retention: { daily: { count }, weekly: { count: 26, days } },
});
const policies: Record<string, object> = { base: keeps(400), weeks: keepsWeeks(30, 'Sunday', 'Monday') };

const progress = (requestId: string) => ({ requestId, results: {} });
const plan = (effects: object) => ({ target: item, plan: { effects, needs: [] } }) as never;
const againHold = (services: Services, id: string) =>
  holdRequest.replan(services, plan({ ends: 'stop', policy: null }), progress(id));
const againUnhold = (services: Services, id: string) => unholdRequest.replan(services, plan({}), progress(id));
const failure = (again: Replanned) => again.kind === 'refused' && again.failure;

describe('of holds and their ends on one machine', () => {
  it('the one that was carried out last counts, whichever was asked for last', async () => {
    const ended: Row[] = [
      ['R-2222', 'hold', 1, 2],
      ['R-3333', 'unhold', 3, 5],
    ];
    const late: Row = ['R-4444', 'hold', 0, 6];
    assert.equal(await findHold((await withRows(...ended)).store.db, item.vmId), undefined);
    assert.equal((await findHold((await withRows(late, ...ended)).store.db, item.vmId))?.id, late[0]);
  });

  it('a hold that is tried again after another and its end is void', async () => {
    const services = await withRows(['R-2222', 'hold', 0], ['R-3333', 'hold', 1, 2], ['R-4444', 'unhold', 3, 4]);
    assert.deepEqual(failure(await againHold(services, 'R-2222')), {
      code: 'protection.hold-changed',
      params: { vm: 'sql-01', id: 'R-4444' },
    });
  });

  it('an end that is tried again after another end is void, and ends no hold that was agreed to since', async () => {
    const services = await withRows(
      ['R-2222', 'hold', 0, 1],
      ['R-3333', 'unhold', 2],
      ['R-4444', 'unhold', 3, 4],
      ['R-5555', 'hold', 5, 6],
    );
    assert.deepEqual(failure(await againUnhold(services, 'R-3333')), {
      code: 'protection.hold-changed',
      params: { vm: 'sql-01', id: 'R-5555' },
    });
  });

  it('what failed or was carried out before one was asked for stands against none', async () => {
    const ended: Row[] = [
      ['R-2222', 'unhold', 0, 1],
      ['R-3333', 'hold', 1, 5, 'failed'],
    ];
    assert.equal((await againHold(await withRows(...ended, ['R-4444', 'hold', 2]), 'R-4444')).kind, 'same');
    const held: Row[] = [
      ['R-2222', 'hold', 0, 1],
      ['R-3333', 'unhold', 1, 5, 'failed'],
    ];
    assert.equal((await againUnhold(await withRows(...held, ['R-4444', 'unhold', 2]), 'R-4444')).kind, 'same');
  });

  it('a form, which is no request yet, goes by what stands now', async () => {
    const services = await withRows(['R-2222', 'hold', 0, 1]);
    assert.equal((await againUnhold(services, 'R-3333')).kind, 'same');
  });
});

describe('a hold that was agreed to', () => {
  const held: Row[] = [
    ['R-2222', 'hold', 0, 1],
    ['R-3333', 'hold', 2],
  ];
  const stopped = { protectionState: 'ProtectionStopped' };

  it('has nothing to do where the one before it still holds, and all where somebody undid that in Azure', async () => {
    const still = await againHold(await withItem(stopped, ...held), 'R-3333');
    assert.deepEqual(failure(still), { code: 'protection.held-already', params: { vm: 'sql-01', id: 'R-2222' } });
    assert.equal((await againHold(await withRows(...held), 'R-3333')).kind, 'same');
    const deleted = await againHold(await withItem({ ...stopped, softDeleted: true }, ...held), 'R-3333');
    assert.deepEqual(failure(deleted), { code: 'protection.deleted', params: { vm: 'sql-01' } });
  });

  it('shortens nothing where the policy of the machine was made longer meanwhile than the one that was signed', async () => {
    const again = async (policyName: string, body: object, base = 'base') => {
      const services = await withItem({ protectionState: 'Protected', policyName }, ['R-2222', 'hold', 0]);
      const policy = { name: 'hold-base', body };
      const signed = { target: item, policyName: base, plan: { effects: { ends: 'stop', policy }, needs: [] } };
      return holdRequest.replan(services, signed as never, progress('R-2222'));
    };
    const moved = { code: 'protection.moved', params: { vm: 'sql-01' } };
    assert.deepEqual(failure(await again('base', keeps(210))), moved);
    assert.equal((await again('base', keeps(580))).kind, 'same');
    assert.equal((await again('hold-base', keeps(210))).kind, 'same', 'it is under the longer one by now');
    assert.deepEqual(failure(await again('weeks', keepsWeeks(210, 'Sunday'), 'weeks')), moved, 'Mondays came since');
    assert.equal((await again('weeks', keepsWeeks(210, 'Monday', 'Sunday'), 'weeks')).kind, 'same');
  });

  it('is not carried out by what somebody suspended meanwhile, unless that keeps as long as was signed', async () => {
    const needed = async (protectionState: string, policyName: string | undefined, policy: object | null) => {
      const services = await withItem({ protectionState, policyName }, ['R-2222', 'hold', 0]);
      const signed = { kind: 'hold', target: item, policyName: 'base', plan: { effects: { ends: 'stop', policy } } };
      return holdStopStep.needed?.(services, { plan: signed } as never);
    };
    const stopped = { kind: 'no', state: 'done' };
    const moved = { kind: 'stop', failure: { code: 'protection.moved', params: { vm: 'sql-01' } } };
    assert.deepEqual(await needed('ProtectionStopped', '', null), stopped);
    assert.deepEqual(await needed('BackupsSuspended', 'base', null), moved);
    assert.deepEqual(await needed('BackupsSuspended', undefined, null), moved);
    const longer = { name: 'hold-base', body: keeps(580) };
    assert.deepEqual(await needed('BackupsSuspended', 'Hold-Base', longer), stopped);
    assert.deepEqual(await needed('BackupsSuspended', 'base', longer), moved);
    assert.deepEqual(await needed('Protected', 'base', null), { kind: 'yes' });
  });
});
