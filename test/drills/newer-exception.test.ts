import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { requestKinds } from '../../src/app/request-kinds.ts';
import type { Services } from '../../src/app/services.ts';
import { listExceptions, storedException } from '../../src/drills/exceptions.ts';
import { beginDueDrills } from '../../src/drills/run-definition.ts';
import { storedDefinition } from '../../src/drills/stored-definition.ts';
import { Clock } from '../../src/kernel/clock.ts';
import { asObject, NewerStoredError } from '../../src/kernel/stored.ts';
import { createRequestKinds } from '../../src/requests/request-kind.ts';
import { sharedStore } from '../store/engines.ts';
import { fixturesOf } from '../store/fixtures.ts';
import { quiet } from '../store/quiet.ts';
import { seedRequest } from '../store/seed-request.ts';

const hourMs = 60 * 60_000;

/** Services with exceptions in force: the machine of each, and its stored plan. */
async function withExceptions(...exceptions: (readonly [vmId: string, body: object])[]): Promise<Services> {
  const store = await sharedStore('embedded');
  const clock = new Clock();
  await store.transaction(async (tx) => {
    for (const [at, [vm_id, body]] of exceptions.entries()) {
      const row = { id: `R-222${at + 2}`, kind: 'drill-exception', state: 'running', vm_id } as const;
      await seedRequest(tx, { ...row, in_force_until: new Date(clock.now().getTime() + hourMs) }, body);
    }
  });
  const azure = { vms: { list: async () => [] } };
  return { store, clock, azure, log: quiet, requestKinds: createRequestKinds(requestKinds) } as unknown as Services;
}

describe('an exception from drills', () => {
  for (const [what, body] of [
    ['damaged', { kind: 'drill-exception' }],
    ['of a newer version', { kind: 'drill-exception', version: 99 }],
  ] as const) {
    it(`that cannot be read still excepts the machine that its row names, and is told: ${what}`, async () => {
      const told: string[] = [];
      const services = await withExceptions(['/VMs/a', body]);
      const excepted = await listExceptions(services, (_, { requestId }) => void told.push(requestId));
      assert.equal(excepted('/vms/a', 'a1')?.id, 'R-2222');
      assert.equal(excepted('/vms/b', 'a1'), undefined);
      assert.deepEqual(told, ['R-2222']);
    });
  }

  it('holds for the machine that it was asked for, and for none that has its name later', async () => {
    const body =
      fixturesOf('plans')
        .map((row) => asObject(row.body))
        .find(({ kind }) => kind === 'drill-exception') ?? assert.fail();
    const [vmId = ''] = storedException.parse(body).plan.effects.machines;
    for (const [kept, now, holds] of [
      ['A1', 'a1', true],
      ['a1', 'b2', false],
      ['a1', undefined, true],
      [undefined, 'a1', true],
      [null, 'a1', false],
      [null, undefined, true],
    ] as const) {
      const plan = { ...body, immutableId: undefined, ...(kept !== undefined && { immutableId: kept }) };
      const excepted = await listExceptions(await withExceptions([vmId, plan]), assert.fail);
      assert.equal(excepted(vmId.toUpperCase(), now) !== undefined, holds, `${kept} ${now}`);
    }
  });

  describe('by a newer version', () => {
    const newer = { kind: 'drill-exception', version: 99 };
    const definition =
      fixturesOf('plans')
        .map((row) => asObject(row.body))
        .find(({ kind }) => kind === 'drill-definition') ?? assert.fail();
    const { machines } = storedDefinition.parse(definition).plan.effects;

    /** Definitions to be inspected again after the drills of that definition were due. */
    async function pollAgain(services: Services): Promise<string[]> {
      const { store } = services;
      await store.transaction((tx) => {
        const row = { id: 'R-3333', kind: 'drill-definition', state: 'running' } as const;
        return seedRequest(tx, { ...row, in_force_until: new Date(tx.now().getTime() + hourMs) }, definition);
      });
      await beginDueDrills(services, 'R-3333');
      return (await store.db.selectFrom('wakeups').select('key').execute()).map(({ key }) => key);
    }

    it('leaves the drills of its machine that are due to that version: what else it says is known there', async () => {
      const services = await withExceptions([machines[0]?.toUpperCase() ?? assert.fail(), newer]);
      await assert.rejects(pollAgain(services), NewerStoredError);
      assert.deepEqual(await services.store.db.selectFrom('wakeups').select('key').execute(), []);
    });

    it('stops no drills of other machines', async () => {
      const others = machines.map((id) => [id, { kind: 'drill-exception' }] as const);
      assert.deepEqual(await pollAgain(await withExceptions(['/VMs/a', newer], ...others)), ['drill-due:R-3333']);
    });
  });
});
