import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { requestKinds } from '../../src/app/request-kinds.ts';
import { findRemade, machineNames } from '../../src/drills/find-machines.ts';
import { storedDefinition } from '../../src/drills/stored-definition.ts';
import { asObject, NewerStoredError } from '../../src/kernel/stored.ts';
import { createRequestKinds } from '../../src/requests/request-kind.ts';
import { sharedStore } from '../store/engines.ts';
import { fixturesOf } from '../store/fixtures.ts';
import { quiet } from '../store/quiet.ts';
import { seedRequest } from '../store/seed-request.ts';

it('machines are named each once, and more than a schedule can have are refused before any is looked for', () => {
  assert.deepEqual(machineNames(' sql-01,web-01  sql-01\n'), ['sql-01', 'web-01']);
  assert.deepEqual(machineNames(undefined), []);
  const names = Array.from({ length: 31 }, (_, at) => `vm-${at}`);
  assert.equal(machineNames(names.slice(1).join(' ')).length, 30);
  assert.throws(() => machineNames(names.join(' ')), { code: 'drill-many-machines', params: { count: 31, most: 30 } });
});

const agreed =
  fixturesOf('plans')
    .map(({ body }) => asObject(body))
    .find(({ kind, version }) => kind === 'drill-definition' && version === undefined) ?? assert.fail();
const [vmId = ''] = storedDefinition.parse(agreed).plan.effects.machines;

/** Machines reported as recreated, if these definitions were approved in sequence and all machines recreated since. */
async function remade(...bodies: object[]): Promise<string[]> {
  const store = await sharedStore('embedded');
  for (const [at, body] of bodies.entries()) {
    await store.transaction((tx) => {
      const row = { id: `R-${at}`, kind: 'drill-definition', state: 'expired', in_force_until: tx.now() } as const;
      return seedRequest(tx, row, body);
    });
  }
  const createdAt = new Date(Date.now() + 60_000);
  return findRemade(
    { store, requestKinds: createRequestKinds(requestKinds), log: quiet },
    [{ item: { vmId, vmName: 'app-01' } }] as never,
    [{ id: vmId, immutableId: 'bbbb', createdAt }] as never,
  );
}

describe('machines that are others than those whose drills were agreed to', () => {
  it('are told, whatever was agreed to since for others, and beside what is damaged', async () => {
    const damaged = { kind: 'drill-definition' };
    assert.deepEqual(await remade(agreed, ...Array(200).fill(damaged)), ['app-01']);
  });

  it('are known to the newer version that wrote such a definition: nobody is asked without its word', async () => {
    await assert.rejects(remade(agreed, { ...agreed, version: 99 }), NewerStoredError);
  });
});
