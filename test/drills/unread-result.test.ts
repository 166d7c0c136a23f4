import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { requestKinds } from '../../src/app/request-kinds.ts';
import type { Services } from '../../src/app/services.ts';
import { cleanUpDrill } from '../../src/drills/clean-up-drill.ts';
import { asCleanUp } from '../../src/drills/stored-drill.ts';
import { Clock } from '../../src/kernel/clock.ts';
import { createRequestKinds } from '../../src/requests/request-kind.ts';
import { findPlan } from '../../src/store/requests.ts';
import { toJson } from '../../src/store/rows.ts';
import { sharedStore } from '../store/engines.ts';
import { loadFixtures } from '../store/fixtures.ts';
import { quiet } from '../store/quiet.ts';

const drill = 'R-DR22';
const kinds = createRequestKinds(requestKinds);

/** A drill whose clean-up left something and is retried, with results of some of its steps rewritten. */
async function ended(results: Record<string, object>) {
  const store = await sharedStore('embedded');
  await loadFixtures(store);
  const before = await cleanUps(store);
  await store.transaction(async ({ db }) => {
    await db.updateTable('requests').set({ state: 'failed' }).where('id', 'in', before).execute();
    for (const [kind, result] of Object.entries(results)) {
      const change = db.updateTable('steps').set({ result: toJson(result) });
      await change.where('request_id', '=', drill).where('kind', '=', kind).execute();
    }
  });
  const none = async () => undefined;
  const services = {
    store,
    requestKinds: kinds,
    clock: new Clock(),
    log: quiet,
    config: { language: 'en', timeZone: 'UTC', beginMinutes: 60, retryMinutes: 60, cloud: { name: 'public' } },
    approvers: { policy: { rules: [] } },
    inventory: { vault: async () => ({ id: 'v', name: 'v' }), knownVault: async () => ({ id: 'v', name: 'v' }) },
    azure: {
      jobs: { get: none, encryptionInfo: none },
      deployments: { get: none },
      vms: { get: none },
      interfaces: { get: none },
      resources: { inGroup: async () => [] },
      stagingBlobs: { suffix: 'blob.core.windows.net', readConfig: async () => ({}) },
    },
  } as unknown as Services;
  const said = async () => JSON.stringify(await store.db.selectFrom('messages').select('body').execute());
  return { store, services, said, before: before.length };
}

async function cleanUps({ db }: Services['store']): Promise<string[]> {
  const rows = await db.selectFrom('requests').select('id').where('kind', '=', 'drill-cleanup').execute();
  const ids: string[] = [];
  for (const { id } of rows) if (asCleanUp((await findPlan(db, kinds, id))?.body)?.drill === drill) ids.push(id);
  return ids;
}

describe('a drill that ended, of which something is stored damaged', () => {
  for (const [what, results, tells] of [
    ['what its probe found', { 'drill-probe': { verdict: 'maybe' } }, /I can't read what the check inside the copy/],
    ['the record of its machine', { 'drill-record-machine': { made: 'x' } }, undefined],
    ['the record of its disks', { 'drill-record-disks': { made: 'x' } }, undefined],
    ['what was seen of its machine', { verify: { encrypted: 'x' } }, undefined],
  ] as const) {
    it(`is cleaned up all the same: ${what}`, async () => {
      const { store, services, said, before } = await ended(results);
      await cleanUpDrill(services, drill);
      assert.equal((await cleanUps(store)).length, before + 1);
      if (tells) assert.match(await said(), tells);
    });
  }

  it('and without which nobody can tell what is its own is told as that, once', async () => {
    const record = { made: 'x' };
    const damaged = { 'restore-disks': { jobId: 7 }, 'drill-record-disks': record, 'drill-record-machine': record };
    const { store, services, said, before } = await ended(damaged);
    for (let time = 0; time < 2; time += 1) await cleanUpDrill(services, drill);
    assert.equal((await cleanUps(store)).length, before);
    assert.equal((await said()).split("I can't tell what the drill").length, 2);
  });
});
