import assert from 'node:assert/strict';
import { test } from 'node:test';
import { definitionRequest } from '../../src/drills/request-kinds/drill-definition.ts';
import { asObject } from '../../src/kernel/stored.ts';
import { fixturesOf } from '../store/fixtures.ts';

test('whoever approves drills by the clock is told beforehand that copies may stay locked', () => {
  const bodies = fixturesOf('plans').map(({ body }) => asObject(body));
  const stored = definitionRequest.stored.parse(bodies.find(({ kind }) => kind === 'drill-definition'));
  const warningsWith = (openings: string[]) => {
    const subject = definitionRequest.subject({ ...stored, place: { ...stored.place, openings } });
    return 'plan' in subject ? subject.plan.warnings : assert.fail();
  };
  assert.deepEqual(warningsWith(stored.place.openings), []);
  assert.deepEqual(warningsWith(['Storage']), [{ code: 'drills-may-stay-locked', params: { names: 'AzureKeyVault' } }]);
});
