import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { requestKinds } from '../../src/app/request-kinds.ts';
import { listDefinitions } from '../../src/drills/read-scores.ts';
import { asObject } from '../../src/kernel/stored.ts';
import { createRequestKinds } from '../../src/requests/request-kind.ts';
import { sharedStore } from '../store/engines.ts';
import { fixturesOf } from '../store/fixtures.ts';
import { seedRequest } from '../store/seed-request.ts';

const body =
  fixturesOf('plans')
    .map((row) => asObject(row.body))
    .find(({ kind }) => kind === 'drill-definition') ?? assert.fail();

describe('a definition of drills as it is stored', () => {
  it('is left out of a list where it cannot be read, or a newer version wrote it, and told', async () => {
    const store = await sharedStore('embedded');
    const plans = { 'R-GOOD': body, 'R-NEWER': { ...body, version: 99 }, 'R-BROKEN': { kind: 'drill-definition' } };
    await store.transaction(async (tx) => {
      for (const [id, plan] of Object.entries(plans)) await seedRequest(tx, { id, kind: 'drill-definition' }, plan);
    });
    const told: unknown[] = [];
    const listed = await listDefinitions(
      { store, requestKinds: createRequestKinds(requestKinds) },
      { states: ['pending'] },
      (_, { requestId }) => void told.push(requestId),
    );
    assert.deepEqual(
      listed.map(({ request }) => request.id),
      ['R-GOOD'],
    );
    assert.deepEqual(told.toSorted(), ['R-BROKEN', 'R-NEWER']);
  });
});
