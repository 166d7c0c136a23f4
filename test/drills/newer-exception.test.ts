import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { listExceptions } from '../../src/drills/list-exceptions.ts';
import { beginDueDrills } from '../../src/drills/run-definition.ts';
import { requestKinds } from '../../src/features/request-kinds.ts';
import { Clock } from '../../src/kernel/clock.ts';
import { asObject } from '../../src/kernel/json-object.ts';
import { NewerStoredError } from '../../src/kernel/stored.ts';
import { createRequestKinds } from '../../src/requests/request-kind.ts';
import type { Services } from '../../src/services.ts';
import { sharedStore } from '../store/engines.ts';
import { fixturesOf } from '../store/fixtures.ts';
import { quiet } from '../store/quiet.ts';
import { seedRequest } from '../store/seed-request.ts';

const hourMs = 60 * 60_000;

/** An exception in force whose plan is kept like this. */
async function withException(body: object): Promise<Services> {
  const store = await sharedStore('embedded');
  const clock = new Clock();
  await store.transaction(async (tx) => {
    const row = { id: 'R-2222', kind: 'drill-exception', state: 'running', vm_id: '/VMs/a' } as const;
    await seedRequest(tx, { ...row, in_force_until: new Date(clock.now().getTime() + hourMs) }, body);
  });
  return { store, clock, log: quiet, requestKinds: createRequestKinds(requestKinds) } as unknown as Services;
}

describe('an exception from drills that cannot be read', () => {
  for (const [what, body] of [
    ['damaged', { kind: 'drill-exception' }],
    ['of a newer version', { kind: 'drill-exception', version: 99 }],
  ] as const) {
    it(`still excepts the machine that its row names, and is told: ${what}`, async () => {
      const told: string[] = [];
      const excepted = await listExceptions(await withException(body), (_, { requestId }) => void told.push(requestId));
      assert.deepEqual([...excepted.keys()], ['/vms/a']);
      assert.deepEqual(told, ['R-2222']);
    });
  }

  it('leaves the drills that are due to the newer version that wrote it: what else it excepts is known there', async () => {
    const services = await withException({ kind: 'drill-exception', version: 99 });
    const body = fixturesOf('plans')
      .map((row) => asObject(row.body))
      .find(({ kind }) => kind === 'drill-definition');
    await services.store.transaction((tx) => {
      const row = { id: 'R-3333', kind: 'drill-definition', state: 'running' } as const;
      return seedRequest(tx, { ...row, in_force_until: new Date(tx.now().getTime() + hourMs) }, body);
    });
    await assert.rejects(beginDueDrills(services, 'R-3333'), NewerStoredError);
    assert.deepEqual(await services.store.db.selectFrom('wakeups').select('key').execute(), []);
  });
});
