import assert from 'node:assert/strict';
import { it } from 'node:test';
import { requestKinds } from '../../src/app/request-kinds.ts';
import { createRequestKinds } from '../../src/requests/request-kind.ts';
import { fixturesOf } from '../store/fixtures.ts';

const kinds = createRequestKinds(requestKinds);
const plans = fixturesOf('plans').map(({ body }) => kinds.parse(body));

/** The card's content about the plan of a stored request of this kind. */
function shown(name: string): object[] {
  return plans
    .filter(({ kind }) => kind === name)
    .map((plan) => kinds.of(plan).subject(plan))
    .map((subject) => ('plan' in subject ? subject.plan : assert.fail(`${name} holds no plan`)));
}

for (const name of ['drill', 'drill-cleanup']) {
  it(`a ${name} that fails doesn't say that what it made is still there: it is deleted`, () => {
    assert.equal(kinds.of({ kind: name }).lifecycle?.temporary, true);
  });
}

it('an exception that is revoked is withdrawn: it never ran anything', () => {
  const all = shown('drill-exception');
  assert.ok(all.length > 0);
  for (const plan of all) assert.equal('runsNothing' in plan && plan.runsNothing, true);
});

it('a restore and a copy in quarantine that fail say what is still there', () => {
  for (const kind of ['restore', 'quarantine']) assert.equal(kinds.of({ kind }).lifecycle?.temporary, undefined);
});
