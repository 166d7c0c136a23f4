import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { catalogue, lookUp } from '../../../src/azure/rules/explain-error.ts';

const ids = (typed: string) => lookUp(typed).errors.map(({ id }) => id);

describe('looking an error up', () => {
  it('finds every entry by each of its titles and numbers, in any case', () => {
    for (const { id, titles, numbers = [] } of catalogue) {
      for (const title of titles) assert.ok(ids(title.toUpperCase()).includes(id), title);
      for (const number of numbers) assert.ok(ids(String(number)).includes(id), String(number));
    }
  });

  it('finds a title or number in the middle of what was pasted', () => {
    assert.deepEqual(ids('Code: UserErrorBackupOperationInProgress; try later'), ['backup-in-progress']);
    assert.deepEqual(ids('error 400136 occurred'), ids('400136'));
  });

  it('knows messages without a code', () => {
    assert.deepEqual(ids('The job is not in a cancellable state.'), ['job-past-cancelling']);
  });

  it('suggests titles that were perhaps meant', () => {
    assert.deepEqual(lookUp('UserErrorBackupOperationInProgres'), {
      errors: [],
      near: ['UserErrorBackupOperationInProgress'],
    });
    assert.deepEqual(lookUp('what is the weather'), { errors: [], near: [] });
  });

  it('never throws, whatever is pasted', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const { errors, near } = lookUp(text);
        assert.ok(errors.length === 0 || near.length === 0);
      }),
    );
  });
});
