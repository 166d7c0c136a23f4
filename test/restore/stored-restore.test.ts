import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RequestKind } from '../../src/requests/request-kind.ts';
import type { StoredPlan } from '../../src/requests/stored-request.ts';
import { asRestore } from '../../src/restore/stored-restore.ts';

/** A kind that performs the restore stored as `copy` in its plan, whatever else is in there. */
const kinds = {
  of: ({ kind }: Pick<StoredPlan, 'kind'>) =>
    (kind === 'rehearsal'
      ? { performs: { plan: ({ copy }: { copy: StoredPlan }) => copy } }
      : {}) as unknown as RequestKind,
};
const restore = { kind: 'restore' };
const of = (plan: object) => asRestore(kinds, plan as StoredPlan);

test('a request is about a restore that is one, or whose kind performs one, whatever a member of its plan is called', () => {
  assert.equal(of(restore), restore);
  assert.equal(of({ kind: 'rehearsal', copy: restore }), restore);
  assert.equal(of({ kind: 'rehearsal', copy: { kind: 'rehearsal', copy: restore } }), restore);
  assert.equal(of({ kind: 'rehearsal', copy: { kind: 'backup' }, restore }), undefined);
  assert.equal(of({ kind: 'note', restore }), undefined);
  assert.equal(asRestore(kinds, undefined), undefined);
});
