import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { judgeMachines } from '../../src/drills/judge-machines.ts';
import { listDefinitions } from '../../src/drills/read-scores.ts';
import { storedDefinition } from '../../src/drills/stored-definition.ts';
import { requestKinds } from '../../src/features/request-kinds.ts';
import { armIdKey } from '../../src/kernel/arm-id.ts';
import { effectsHash } from '../../src/kernel/effects-hash.ts';
import { asObject } from '../../src/kernel/json-object.ts';
import { NewerStoredError } from '../../src/kernel/stored.ts';
import { createRequestKinds } from '../../src/requests/request-kind.ts';
import { sharedStore } from '../store/engines.ts';
import { fixturesOf } from '../store/fixtures.ts';
import { seedRequest } from '../store/seed-request.ts';

const bodies = fixturesOf('plans')
  .map(({ body }) => asObject(body))
  .filter(({ kind }) => kind === 'drill-definition');
const first = bodies.find(({ version }) => version === undefined) ?? assert.fail('no fixture of version 1');
const again = (json: unknown) => storedDefinition.parse(JSON.parse(JSON.stringify(json)));

describe('a definition of drills as it is stored', () => {
  it('of version 1 is read as it is: it kept no immutable ids, and goes by when its machines were made', () => {
    const plan = storedDefinition.parse(first);
    assert.equal(plan.immutableIds, undefined);
    assert.deepEqual(again(storedDefinition.write(plan)), plan);
    const [id = ''] = plan.plan.effects.machines;
    const askedAt = new Date(Date.UTC(2026, 10, 24, 9));
    const verdictOf = (createdAt: Date) =>
      judgeMachines({ plan, askedAt }, [{ id, immutableId: 'aaaa', createdAt }] as never).get(armIdKey(id));
    assert.equal(verdictOf(new Date(Date.UTC(2026, 10, 24, 8))), 'same');
    assert.equal(verdictOf(new Date(Date.UTC(2026, 10, 24, 10))), 'another');
  });

  it('keeps immutable ids beside what is signed, whose hash stays, and which no older version drops', () => {
    const before = storedDefinition.parse(first);
    const plan = { ...before, immutableIds: { '/subscriptions/s/vms/a': 'aaaa' } };
    const written = asObject(storedDefinition.write(plan));
    assert.ok(Number(written.version) >= 2, 'what knows of none of them knows version 1 alone');
    assert.deepEqual(again(written), plan);
    assert.equal(effectsHash(again(written).plan.effects), before.plan.hash);
    assert.throws(() => storedDefinition.parse({ ...written, version: 99 }), NewerStoredError);
  });

  it('is left out of a list where it cannot be read, or a newer version wrote it, and told', async () => {
    const store = await sharedStore('embedded');
    const plans = { 'R-GOOD': first, 'R-NEWER': { ...first, version: 99 }, 'R-BROKEN': { kind: 'drill-definition' } };
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
