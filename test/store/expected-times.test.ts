import assert from 'node:assert/strict';
import { before, describe, it, test } from 'node:test';
import { expectedTime, type StepTime, stepTimes } from '../../src/store/expected-times.ts';
import type { Store } from '../../src/store/open.ts';
import { insertSteps, updateStep } from '../../src/store/steps.ts';
import { forEachEngine, sharedStore } from './engines.ts';
import { seedRequest } from './seed-request.ts';

const vault = '/subscriptions/s/resourceGroups/rg/providers/Microsoft.RecoveryServices/vaults/rsv-prod';
const at = (minutes: number) => new Date(Date.UTC(2026, 10, 24, 9, minutes));

forEachEngine('what steps took', (kind) => {
  let store: Store;
  before(async () => {
    store = await sharedStore(kind);
    await restore('R-2222', vault, 'snapshot', ['done', 0, 3], ['failed', 3, 50]);
    await restore('R-3333', vault.toUpperCase(), 'vault-standard', ['done', 0, 27], ['done', 27, 29]);
    await restore('R-4444', vault.replace('prod', 'other'), 'snapshot', ['done', 0, 90]);
    await request('R-5555', 'backup', vault, {}, ['done', 0, 54]);
  });

  type Took = [state: 'done' | 'failed', from: number, to: number];

  const restore = (id: string, vaultId: string, tier: string, ...steps: Took[]) =>
    request(id, 'restore', vaultId, { plan: { effects: { point: { tier } } } }, ...steps);

  async function request(id: string, kind: 'restore' | 'backup', vaultId: string, body: object, ...steps: Took[]) {
    await store.transaction(async (tx) => {
      await seedRequest(tx, { id, kind, state: 'succeeded', vault_id: vaultId, ended_at: at(59) }, body);
      const kinds = kind === 'backup' ? ['backup'] : ['restore-disks', 'deploy-vm'];
      await insertSteps(
        tx,
        steps.map((_, position) => ({
          id: `${id}/${position}`,
          request_id: id,
          position,
          kind: kinds[position] ?? '',
        })),
      );
      for (const [position, [state, from, to]] of steps.entries()) {
        await updateStep(tx, `${id}/${position}`, { state, started_at: at(from), ended_at: at(to) });
      }
    });
  }

  test('are told of steps that ended well, of this vault alone, newest first', async () => {
    assert.deepEqual(await stepTimes(store.db, vault, 'restore'), [
      { kind: 'deploy-vm', tier: 'vault-standard', seconds: 120 },
      { kind: 'restore-disks', tier: 'vault-standard', seconds: 27 * 60 },
      { kind: 'restore-disks', tier: 'snapshot', seconds: 180 },
    ]);
  });

  test('are those of backups when a backup is looked at', async () => {
    assert.deepEqual(await stepTimes(store.db, vault, 'backup'), [
      { kind: 'backup', tier: 'unknown', seconds: 54 * 60 },
    ]);
  });

  test('of a vault without restores are none', async () => {
    assert.deepEqual(await stepTimes(store.db, vault.replace('prod', 'new'), 'restore'), []);
  });
});

const disks = (tier: StepTime['tier'], ...minutes: number[]): StepTime[] =>
  minutes.map((one) => ({ kind: 'restore-disks', tier, seconds: one * 60 }));

describe('the expected time of a step', () => {
  it('is the median of what it took, which one bad night does not move', () => {
    assert.deepEqual(expectedTime(disks('snapshot', 3, 400, 4), 'restore-disks', 'snapshot'), {
      seconds: 240,
      count: 3,
    });
    assert.deepEqual(expectedTime(disks('snapshot', 3, 4), 'restore-disks', 'snapshot'), { seconds: 210, count: 2 });
  });

  it('is that of the tier for what reads it, and of any for what comes after', () => {
    const times = [...disks('vault-standard', 27), { kind: 'deploy-vm', tier: 'vault-standard' as const, seconds: 90 }];
    assert.equal(expectedTime(times, 'restore-disks', 'snapshot'), undefined);
    assert.deepEqual(expectedTime(times, 'deploy-vm', 'snapshot'), { seconds: 90, count: 1 });
  });

  it('is not known without history', () => {
    assert.equal(expectedTime([], 'verify', 'unknown'), undefined);
  });
});
