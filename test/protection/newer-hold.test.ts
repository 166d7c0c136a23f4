import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Services } from '../../src/app/services.ts';
import { requireNotAsked } from '../../src/protection/ask-for.ts';
import { requireNotHeld } from '../../src/protection/holds.ts';
import { resumeProtectionRequest } from '../../src/protection/request-kinds/resume.ts';
import type { StoredResume } from '../../src/protection/stored.ts';
import { updateRequest } from '../../src/store/requests.ts';
import { sharedStore } from '../store/engines.ts';
import { seedRequest } from '../store/seed-request.ts';

const newer = '{"version": 99}';
const item = { vmId: '/vms/sql-01', vmName: 'sql-01' };

/** @param rows kinds of completed requests of the machine, oldest first; a newer version wrote `beside` into each */
async function withRows(beside: object, ...rows: string[]): Promise<Services> {
  const store = await sharedStore('embedded');
  await store.transaction(async (tx) => {
    for (const [at, kind] of rows.entries()) {
      const id = `R-222${at + 2}`;
      await seedRequest(tx, { id, kind, state: 'succeeded', vm_id: item.vmId.toUpperCase(), ...beside });
      const created_at = new Date(Date.UTC(2026, 10, 24, at));
      await tx.db.updateTable('requests').set({ created_at }).where('id', '=', id).execute();
    }
  });
  return { store, azure: { items: { get: async () => ({ protectionState: 'ProtectionStopped' }) } } } as never;
}

describe('a hold of which a newer version wrote something', () => {
  for (const column of ['requirement', 'glass', 'failure']) {
    it(`stands against backups that go on, when they are asked for and before they are sent: ${column}`, async () => {
      const services = await withRows({ [column]: newer }, 'hold');
      await assert.rejects(requireNotHeld(services, item), {
        code: 'protection.held',
        params: { vm: 'sql-01', id: 'R-2222' },
      });
      const plan = { target: { ...item, itemId: '/items/sql-01' }, plan: { needs: [] } } as unknown as StoredResume;
      const again = await resumeProtectionRequest.replan(services, plan, { requestId: 'R-3333', results: {} });
      assert.equal(again.kind === 'refused' && again.failure.code, 'protection.held');
    });
  }

  it('has ended with an unhold of which it wrote something too, and with none before it', async () => {
    await requireNotHeld(await withRows({ requirement: newer }, 'hold', 'unhold'), item);
    await assert.rejects(requireNotHeld(await withRows({ requirement: newer }, 'unhold', 'hold'), item), {
      code: 'protection.held',
    });
  });
});

describe('what is asked for already', () => {
  it('is not asked again, whatever a newer version wrote beside it', async () => {
    const { store } = await withRows({ requirement: newer, state: 'pending', hash: 'same' }, 'stop-protection');
    const plan = { target: item, plan: { hash: 'same' } } as never;
    await assert.rejects(
      store.transaction((tx) => requireNotAsked(tx, plan)),
      { code: 'protection.asked-already', params: { vm: 'sql-01', id: 'R-2222' } },
    );
  });

  it('is not asked again, however much else was asked for on the machine since', async () => {
    const { store } = await withRows({ state: 'pending' }, 'stop-protection', ...Array(50).fill('backup'));
    await store.transaction((tx) => updateRequest(tx, 'R-2222', { hash: 'same' }));
    const plan = { target: item, plan: { hash: 'same' } } as never;
    await assert.rejects(
      store.transaction((tx) => requireNotAsked(tx, plan)),
      { code: 'protection.asked-already' },
    );
  });
});
